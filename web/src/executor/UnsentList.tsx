import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { type Unsent, isAnswer, isSubmit } from '../api/unsent';
import { momentText } from '../words/moment';
import { useLanguage, useWords } from '../words/words';
import { answerWords } from './answerWords';
import { drop } from './outbox';
import { useOutbox } from './outboxState';
import { holdUps } from './queueRules';
import { RefusedAnswer } from './RefusedAnswer';
import { RefusedComment } from './RefusedComment';
import { RefusedSubmit } from './RefusedSubmit';

interface UnsentListProps {
  check_id?: string;
  isRefusedOnly?: boolean;
}

/** All of it, or what belongs to one check: what needs a decision first. */
export function UnsentList({ check_id, isRefusedOnly = false }: UnsentListProps) {
  const { unsent } = useOutbox();
  const shown = unsent.filter((one) => check_id === undefined || one.check_id === check_id);
  const isRefused = ({ refused }: Unsent) => refused !== undefined;
  const waiting = isRefusedOnly ? [] : shown.filter((one) => !isRefused(one));
  return [...shown.filter(isRefused), ...waiting].map((one) => (
    <UnsentCard key={one.client_id} entry={one} />
  ));
}

function UnsentCard({ entry }: { entry: Unsent }) {
  const t = useWords();
  const spoken = useLanguage();
  return (
    <Card withBorder component="section" className="check-card" data-late={entry.refused !== undefined}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          <Link to={`/fill/${entry.check_id}`}>{entry.check_title}</Link>
          {` · ${t('unsent.at', { time: momentText(spoken, entry.answered_at) })}`}
        </Text>
        <Text fw={600}>{isAnswer(entry) ? entry.question_text : t(`unsent.${entry.kind}`)}</Text>
        {entry.refused === undefined ? <WaitingEntry entry={entry} /> : <RefusedEntry entry={entry} />}
      </Stack>
    </Card>
  );
}

function WaitingEntry({ entry }: { entry: Unsent }) {
  const t = useWords();
  const spoken = useLanguage();
  const { unsent } = useOutbox();
  if (isSubmit(entry)) {
    const isHeld = holdUps(unsent, entry).length > 0;
    return (
      <>
        <Text size="sm">{t(isHeld ? 'unsent.submitHeld' : 'unsent.submitWaits')}</Text>
        <Group>
          <Button size="md" variant="default" onClick={() => void drop(entry)}>
            {t('handing.undo')}
          </Button>
        </Group>
      </>
    );
  }
  const comment = isAnswer(entry) ? entry.comment : entry.text;
  return (
    <>
      {isAnswer(entry) && (
        <Text>{t('unsent.given', { value: answerWords(t, spoken, entry.question, entry) })}</Text>
      )}
      {comment && <Text className="said">«{comment}»</Text>}
      <Text size="sm">{t('unsent.waits')}</Text>
    </>
  );
}

function RefusedEntry({ entry }: { entry: Unsent }) {
  switch (entry.kind) {
    case 'submit':
      return <RefusedSubmit entry={entry} />;
    case 'comment':
      return <RefusedComment entry={entry} />;
    default:
      return <RefusedAnswer entry={entry} />;
  }
}
