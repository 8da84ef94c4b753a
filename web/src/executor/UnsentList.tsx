import { Card, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Unsent } from '../api/store';
import { useLanguage, useWords } from '../words/words';
import { answerWords } from './answerWords';
import { useOutbox } from './outbox';
import { RefusedAnswer } from './RefusedAnswer';

/** All of it, or what belongs to one check: what needs a decision first. */
export function UnsentList({ check_id }: { check_id?: string }) {
  const { unsent } = useOutbox();
  const shown = unsent.filter((one) => check_id === undefined || one.check_id === check_id);
  const isRefused = ({ refused }: Unsent) => refused !== undefined;
  return [...shown.filter(isRefused), ...shown.filter((one) => !isRefused(one))].map((one) => (
    <UnsentCard key={one.client_id} entry={one} />
  ));
}

function UnsentCard({ entry }: { entry: Unsent }) {
  const t = useWords();
  const spoken = useLanguage();
  const { refused, comment } = entry;
  return (
    <Card withBorder component="section" className="check-card" data-late={refused !== undefined}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          <Link to={`/fill/${entry.check_id}`}>{entry.check_title}</Link>
          {` · ${t('unsent.at', { time: new Date(entry.answered_at).toLocaleString(spoken) })}`}
        </Text>
        <Text fw={600}>{entry.question_text}</Text>
        {refused === undefined ? (
          <>
            <Text>{t('unsent.given', { value: answerWords(t, spoken, entry.question, entry) })}</Text>
            {comment && <Text>«{comment}»</Text>}
            <Text size="sm">{t('unsent.waits')}</Text>
          </>
        ) : (
          <RefusedAnswer entry={entry} />
        )}
      </Stack>
    </Card>
  );
}
