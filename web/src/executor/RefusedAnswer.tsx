import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RecordedAnswer, UnsentAnswer } from '../api/unsent';
import { momentText } from '../words/moment';
import { useLanguage, useWords } from '../words/words';
import { answerWords } from './answerWords';
import { CopyButton, DropButton, SaveButton } from './LettingGo';
import { isLocal } from './localFiles';
import { drop, retry } from './outbox';
import { refusalKind } from './refusal';

/** An answer that the server did not take: why, what is recorded instead, and the ways out. Nothing typed is lost. */
export function RefusedAnswer({ entry, atQuestion = false }: { entry: UnsentAnswer; atQuestion?: boolean }) {
  const t = useWords();
  const spoken = useLanguage();
  const { theirs, question, comment, question_text } = entry;
  const kind = refusalKind(entry);
  if (kind === undefined) return null;
  const mine = answerWords(t, spoken, question, entry);
  const text = [`${entry.check_title}`, `${question_text}: ${mine}`, comment].filter(Boolean).join('\n');
  const pictures = [entry.value, entry.files].flat().filter(isLocal);

  return (
    <Alert color="red" variant="light" role="alert" title={t(`refused.${kind}`)} className="refused">
      <Stack gap="sm">
        {kind !== 'changed' && <Text>{t('fill.refused', { reason: entry.refused ?? '' })}</Text>}
        <dl className="two-answers">
          <Side title={t('refused.mine')} value={mine} comment={comment ?? null} />
          {theirs && (
            <Side
              title={recordedBy(theirs)}
              value={answerWords(t, spoken, question, theirs)}
              comment={theirs.comment}
            />
          )}
        </dl>
        <Group gap="xs">
          {kind === 'changed' && (
            <>
              <Button size="md" onClick={() => void retry(entry)}>
                {t('refused.keepMine')}
              </Button>
              <Button size="md" variant="default" onClick={() => void drop(entry)}>
                {t('refused.takeTheirs')}
              </Button>
            </>
          )}
          {kind === 'over' && <SaveButton entry={entry} text={text} pictures={pictures} />}
          {kind === 'faulty' && !atQuestion && (
            <Button size="md" component={Link} to={`/fill/${entry.check_id}?question=${entry.question_id}`}>
              {t('refused.mend')}
            </Button>
          )}
          {kind !== 'changed' && (
            <Button size="md" variant="default" onClick={() => void retry(entry)}>
              {t('unsent.retry')}
            </Button>
          )}
          <CopyButton text={text} />
          {kind !== 'changed' && <DropButton entry={entry} />}
        </Group>
      </Stack>
    </Alert>
  );

  function recordedBy({ answered_by, answered_at }: RecordedAnswer): string {
    const time = momentText(spoken, answered_at);
    return t('refused.theirs', { name: answered_by.full_name, time });
  }
}

function Side({ title, value, comment }: { title: string; value: string; comment: string | null }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{value}</dd>
      {comment && <dd className="said">«{comment}»</dd>}
    </div>
  );
}
