import { Text } from '@mantine/core';
import { useAdminWords } from '../adminWords';
import type { SystemState } from '../data/types';
import { Card } from '../../parts/Card';
import { StateBadge } from '../parts/StateBadge';
import { useTimeText } from '../parts/When';

type Task = SystemState['tasks'][number];

/** What the product does by itself, time and again: one that stays away would be noticed by nobody. */
export function Tasks({ state: { tasks } }: { state: SystemState }) {
  const t = useAdminWords();
  return (
    <Card title={t('system.tasks')}>
      <ul className="m-list">
        {tasks.map((task) => (
          <TaskRow key={task.task} {...task} />
        ))}
      </ul>
      {tasks.some(isBad) && <Text size="sm">{t('system.tasks_remedy')}</Text>}
    </Card>
  );
}

const isBad = ({ late, error }: Task): boolean => late || error !== null;

function TaskRow({ task, last_success_at, did, last_failure_at, error, late }: Task) {
  const t = useAdminWords();
  const time = useTimeText();
  const deeds = did.map(({ what, count }) => t(`system.did.${what}`, { count })).join(', ');
  const state = late ? 'late' : error === null ? 'fine' : 'failing';
  return (
    <li className="m-device">
      <div>
        <Text fw={600}>{t(`system.task.${task}`)}</Text>
        <Text size="sm" c="dimmed">
          {last_success_at === null
            ? t('system.task_never')
            : t('system.task_last', { time: time(last_success_at) })}
          {deeds && ` · ${deeds}`}
        </Text>
        {last_failure_at !== null && (
          <Text size="sm" c="var(--late)" style={{ overflowWrap: 'anywhere' }}>
            {t('system.task_failed', { time: time(last_failure_at), error: error ?? '' })}
          </Text>
        )}
      </div>
      <StateBadge tone={state === 'fine' ? 'good' : state === 'late' ? 'bad' : 'busy'}>
        {t(`system.task_state.${state}`)}
      </StateBadge>
    </li>
  );
}
