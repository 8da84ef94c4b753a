import type { TaskRunRow } from '../../db/repositories/taskRuns';
import { type RecurringTask, TASK_ALLOWED_S } from '../../domain/recurringTask';

/** What tasks do, by the words under which the panel tells it. */
export const TASK_DEEDS = ['started', 'ended', 'told', 'mended', 'removed', 'opened', 'missed'] as const;
export type TaskDeed = (typeof TASK_DEEDS)[number];

export interface TaskState {
  task: RecurringTask;
  /** Null before the first time. */
  last_success_at: Date | null;
  /** Of the last good run; what it did nothing of is not named. */
  did: { what: TaskDeed; count: number }[];
  last_failure_at: Date | null;
  error: string | null;
  /** It has not ended well for longer than it may. */
  late: boolean;
}

/** How each of the tasks stands; one of several steps as the step that lags. */
export function taskStates(
  rows: readonly TaskRunRow[],
  tasks: readonly RecurringTask[],
  now: Date,
): TaskState[] {
  return tasks.flatMap((task) => {
    const steps = rows.filter((row) => row.task === task);
    const [lagging] = [...steps].sort((a, b) => last(a) - last(b));
    if (!lagging) return [];
    const failed = steps.find(({ failed_at }) => failed_at !== null);
    return {
      task,
      last_success_at: lagging.succeeded_at,
      did: deedsOf(task, steps),
      last_failure_at: failed?.failed_at ?? null,
      error: failed?.error ?? null,
      late: now.getTime() - last(lagging) > TASK_ALLOWED_S[task] * 1000,
    };
  });
}

const last = ({ succeeded_at, since }: TaskRunRow): number => (succeeded_at ?? since).getTime();

function deedsOf(task: RecurringTask, steps: readonly TaskRunRow[]): TaskState['did'] {
  const counts = new Map<TaskDeed, number>();
  const add = (what: TaskDeed, count: unknown) =>
    typeof count === 'number' && count > 0 && counts.set(what, (counts.get(what) ?? 0) + count);
  for (const { outcome } of steps) {
    const told = Object(outcome) as Record<string, unknown>;
    if (task === 'retention') add('removed', told.count);
    if (task === 'daily-digest') add('told', outcome);
    if (task === 'missed-slots') for (const what of ['opened', 'missed'] as const) add(what, told[what]);
    if (task === 'reconcile-schedules' && Array.isArray(told.mended)) add('mended', told.mended.length);
    if (task === 'reconcile-bitrix')
      for (const count of [told.pulled, told.pushed, told.mended]) add('mended', count);
    if (task === 'reconcile-processes')
      for (const [key, count] of Object.entries(told)) {
        const what = TASK_DEEDS.find((deed) => key.endsWith(` ${deed}`));
        if (what) add(what, count);
      }
  }
  return TASK_DEEDS.flatMap((what) => {
    const count = counts.get(what);
    return count === undefined ? [] : { what, count };
  });
}
