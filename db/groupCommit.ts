import { DomainError } from '../domain/errors';

interface Waiting<J, R> {
  job: J;
  resolve(result: R): void;
  reject(error: unknown): void;
}

export interface GroupCommitOptions<J, R> {
  /** Writes all of them in one transaction; the results are in the order of the jobs. */
  write(jobs: readonly J[]): Promise<readonly R[]>;
  /** Told when a group failed and is redone one by one, so that a fault of one job fails no other. */
  onFailure?(error: unknown, jobs: number): void;
}

/** More than this a transaction and its rows are held for too long. */
const MOST_A_GROUP = 200;

/**
 * While one group is being committed the next gathers, so that under load many jobs share one transaction, one step of
 * the audit chain and one flush to disk, and a lone job waits for nobody. Resolves when the job is committed.
 */
export function createGroupCommit<J, R>({
  write,
  onFailure,
}: GroupCommitOptions<J, R>): (job: J) => Promise<R> {
  const queue: Waiting<J, R>[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    writing = true;
    // Lets requests that were read from their sockets in the same turn of the loop into the first group.
    await new Promise(setImmediate);
    while (queue.length > 0) await writeGroup(queue.splice(0, MOST_A_GROUP));
    writing = false;
  }

  async function writeGroup(group: readonly Waiting<J, R>[]): Promise<void> {
    try {
      const results = await write(group.map(({ job }) => job));
      group.forEach(({ resolve }, index) => resolve(results[index] as R));
    } catch (error) {
      // Without the database each would wait in vain; and a group whose COMMIT went unanswered may be there already.
      if (group.length === 1 || isUnavailable(error)) return group.forEach(({ reject }) => reject(error));
      onFailure?.(error, group.length);
      for (const one of group) await writeGroup([one]);
    }
  }

  return (job) =>
    new Promise((resolve, reject) => {
      queue.push({ job, resolve, reject });
      if (!writing) void writeAll();
    });
}

const isUnavailable = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'service.unavailable';
