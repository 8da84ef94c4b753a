import { Alert, Button, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { UnsentSubmit } from '../api/unsent';
import { useWords } from '../words/words';
import { drop } from './outbox';

interface RefusedSubmitProps {
  entry: UnsentSubmit;
  /** On the page of the check itself: the questions to look at. */
  questions?: { id: string; text: string }[];
  onJump?: (questionId: string) => void;
}

/** The person looks at the check and hands it in again. */
const MENDABLE = {
  'submit.changed': 'handing.changed',
  'submit.stale': 'handing.stale',
  'check.incomplete': 'handing.missing',
} as const;

const isMendable = (code: string | undefined): code is keyof typeof MENDABLE =>
  code !== undefined && code in MENDABLE;

/** A check that was not handed in after all: why, and what to do. */
export function RefusedSubmit({ entry, questions = [], onJump }: RefusedSubmitProps) {
  const t = useWords();
  const { check_id, refused, refused_code } = entry;
  if (refused === undefined) return null;
  return (
    <Alert color="red" variant="light" role="alert" title={t('handing.refused')} className="refused">
      <Stack gap="sm" align="stretch">
        <Text>{isMendable(refused_code) ? t(MENDABLE[refused_code]) : refused}</Text>
        {questions.map(({ id, text }) => (
          <Button
            key={id}
            variant="default"
            className="big choice"
            justify="flex-start"
            onClick={() => onJump?.(id)}
          >
            {text}
          </Button>
        ))}
        {!isMendable(refused_code) && (
          <>
            <Text>{t('handing.kept')}</Text>
            <Button size="md" variant="default" onClick={() => void drop(entry)}>
              {t('handing.understood')}
            </Button>
          </>
        )}
        {isMendable(refused_code) && !onJump && (
          <Button size="md" component={Link} to={`/fill/${check_id}`}>
            {t('refused.mend')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
