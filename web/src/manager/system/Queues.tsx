import { Text } from '@mantine/core';
import { useAdminWords } from '../adminWords';
import type { SystemState } from '../data/types';
import { Card } from '../../parts/Card';
import { StateBadge } from '../parts/StateBadge';
import { useTimeText } from '../parts/When';

type Queue = NonNullable<SystemState['queues']>[number];
const KNOWN = ['checks', 'reports', 'telegram', 'bitrix'] as const;

/** Who does the work: a queue without a worker stands still, and nobody else would tell. */
export function Queues({ state: { queues } }: { state: SystemState }) {
  const t = useAdminWords();
  return (
    <Card title={t('system.queues')}>
      {queues === null ? (
        <Text>{t('system.queues_unknown')}</Text>
      ) : (
        <>
          <Text size="sm" c="dimmed">
            {t('system.queues_text')}
          </Text>
          <ul className="m-list">
            {queues.map((queue) => (
              <QueueRow key={queue.queue} {...queue} />
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function QueueRow({ queue, workers, backlog }: Queue) {
  const t = useAdminWords();
  const time = useTimeText();
  const name = KNOWN.find((known) => known === queue);
  return (
    <li className="m-device">
      <div>
        <Text fw={600}>{queue}</Text>
        {name && (
          <Text size="sm" c="dimmed">
            {t(`system.queue.${name}`)}
          </Text>
        )}
        {workers.length === 0 && <Text c="var(--late)">{t('system.no_workers')}</Text>}
        {workers.map(({ identity, last_seen_at, build_id }) => (
          <Text key={identity} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {identity}{' '}
            <Text span size="sm" c="dimmed">
              {build_id !== null && `${t('system.build', { build: build_id })} · `}
              {t('system.seen', { time: time(last_seen_at) })}
            </Text>
          </Text>
        ))}
      </div>
      <div className="m-state">
        {backlog > 0 && (
          <Text size="sm" c="dimmed">
            {t('system.backlog', { count: backlog })}
          </Text>
        )}
        <StateBadge tone={workers.length > 0 ? 'good' : 'bad'}>{String(workers.length)}</StateBadge>
      </div>
    </li>
  );
}
