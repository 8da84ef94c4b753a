import type { RecurringTask } from '../../domain/recurringTask';
import type { Connection } from '../connection';

export interface TaskRunRow {
  task: RecurringTask;
  /** '' where the task is one step. */
  step: string;
  since: Date;
  succeeded_at: Date | null;
  /** What the last good run did, as it told. */
  outcome: unknown;
  failed_at: Date | null;
  error: string | null;
}

export type TaskStep = Pick<TaskRunRow, 'task' | 'step'>;

const MOST_WORDS = 500;

export function createTaskRuns(connection: Connection) {
  const note = (row: Partial<TaskRunRow>) =>
    connection('task_runs').insert(row).onConflict(['task', 'step']).merge(row);

  return {
    async succeeded(step: TaskStep, at: Date, outcome: unknown): Promise<void> {
      const told = JSON.stringify(outcome ?? null);
      await note({ ...step, succeeded_at: at, outcome: told, failed_at: null, error: null });
    },
    async failed(step: TaskStep, at: Date, error: string): Promise<void> {
      await note({ ...step, failed_at: at, error: error.slice(0, MOST_WORDS) });
    },
    async all(): Promise<TaskRunRow[]> {
      return connection('task_runs').select().orderBy(['task', 'step']);
    },
  };
}
