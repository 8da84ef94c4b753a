import type { Database } from '../db/database';
import type { TaskStep } from '../db/repositories/taskRuns';

export interface TaskRecordDeps {
  db: { read: Pick<Database['read'], 'taskRuns'> };
  now(): Date;
}

/** Does the work and keeps when and how it ended. What cannot be kept does not harm the work. */
export async function recordTask<T>(
  { db: { read }, now }: TaskRecordDeps,
  step: TaskStep,
  work: () => Promise<T>,
): Promise<T> {
  try {
    const outcome = await work();
    await read.taskRuns.succeeded(step, now(), outcome).catch(() => undefined);
    return outcome;
  } catch (error) {
    await read.taskRuns.failed(step, now(), wordsOf(error)).catch(() => undefined);
    throw error;
  }
}

/** S3 away says so by its cause alone. */
function wordsOf(error: unknown): string {
  const { message, cause } = Object(error) as { message?: string; cause?: unknown };
  return [message, cause instanceof Error ? cause.message : ''].filter(Boolean).join(': ') || 'unknown';
}
