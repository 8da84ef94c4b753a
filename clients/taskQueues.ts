import type { TemporalClient } from './temporal';

export interface QueueWorker {
  /** `<process>@<machine>` unless a worker names itself. */
  identity: string;
  /** When it last asked for work: those that are gone stay for some minutes. */
  last_seen_at: Date;
  /** Null where builds are not told apart. */
  build_id: string | null;
}

export interface QueueState {
  queue: string;
  workers: QueueWorker[];
  /** What waits for a worker, as far as Temporal knows. */
  backlog: number;
}

/** Numbers of Temporal's TaskQueueType: workflows and activities wait apart. */
const KINDS = [1, 2] as const;
const DEADLINE_MS = 2_000;

/** Who asks each of the queues for work. Throws when Temporal does not answer in time. */
export async function readQueues(
  { client }: Pick<TemporalClient, 'client'>,
  namespace: string,
  queues: readonly string[],
): Promise<QueueState[]> {
  const describe = async (queue: string, taskQueueType: (typeof KINDS)[number]) =>
    client.workflowService.describeTaskQueue({
      ...{ namespace, taskQueue: { name: queue }, taskQueueType, reportStats: true },
    });
  return client.connection.withDeadline(Date.now() + DEADLINE_MS, () =>
    settled(
      queues.map(async (queue) => {
        const found = await settled(KINDS.map((kind) => describe(queue, kind)));
        const seen = new Map<string, Omit<QueueWorker, 'identity'>>();
        for (const { identity, lastAccessTime, deploymentOptions } of found.flatMap(
          ({ pollers }) => pollers ?? [],
        )) {
          const at = new Date(Number(lastAccessTime?.seconds ?? 0) * 1000);
          const build_id = isVersioned(deploymentOptions) ? (deploymentOptions?.buildId ?? null) : null;
          if (identity && at > (seen.get(identity)?.last_seen_at ?? new Date(0)))
            seen.set(identity, { last_seen_at: at, build_id });
        }
        return {
          queue,
          workers: [...seen].map(([identity, worker]) => ({ identity, ...worker })),
          backlog: found.reduce((sum, { stats }) => sum + Number(stats?.approximateBacklogCount ?? 0), 0),
        };
      }),
    ),
  );
}

/** Temporal's WORKER_VERSIONING_MODE_VERSIONED. Others name a build too: a hash of their code, which says nothing. */
const VERSIONED = 2;
const isVersioned = (options?: { workerVersioningMode?: unknown } | null): boolean =>
  options?.workerVersioningMode === VERSIONED;

/** As Promise.all, but no call is still under way when it throws: a connection closed then would end the process. */
async function settled<T>(calls: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(calls);
  return Promise.all(calls);
}
