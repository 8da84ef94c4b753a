import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { UnsentSubmit } from '../api/unsent';
import { PageTitle } from '../parts/PageTitle';
import { useWords } from '../words/words';
import { drop, sendNow } from './outbox';
import { useOutbox } from './outboxState';
import { holdUps } from './queueRules';
import { UnsentList } from './UnsentList';
import { unsentWords } from './unsentWords';
import { useMinePath } from './useMinePath';

/** Handed in on this device, and not at the server yet: what it waits for, and the way back. */
export function SubmitWaits({ entry }: { entry: UnsentSubmit }) {
  const t = useWords();
  const mine = useMinePath();
  const { unsent, isOffline } = useOutbox();
  const own = unsent.filter(({ check_id }) => check_id === entry.check_id);
  const isHeld = holdUps(own, entry).length > 0;
  const state = isHeld ? 'held' : isOffline ? 'waits' : 'sending';
  return (
    <Stack maw={720} mx="auto">
      <PageTitle>{entry.check_title}</PageTitle>
      <Card withBorder padding="lg" role="status" className="waits" data-held={isHeld}>
        <Stack>
          <Title order={2}>{t(`handing.${state}`)}</Title>
          <Text>{t(`handing.${state}Text`)}</Text>
          <Text c="dimmed">{t('sync.waiting', { what: unsentWords(t, own) })}</Text>
          {entry.tried && <Text>{t('handing.tried')}</Text>}
          <Button component={Link} to={mine} size="lg">
            {t('fill.toList')}
          </Button>
          {state === 'waits' && (
            <Button size="md" variant="default" onClick={sendNow}>
              {t('handing.now')}
            </Button>
          )}
          <Button size="md" variant="default" onClick={() => void drop(entry)}>
            {t('handing.undo')}
          </Button>
        </Stack>
      </Card>
      {isHeld && <UnsentList check_id={entry.check_id} isRefusedOnly />}
    </Stack>
  );
}
