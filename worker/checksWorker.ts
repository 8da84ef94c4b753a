import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { createActionActivities } from '../activities/actions';
import { type AuditActivityDeps, createAuditActivities } from '../activities/audit';
import { type CheckActivities, createCheckActivities } from '../activities/checks';
import type { CheckActivityDeps } from '../activities/checks/deps';
import { createRetentionActivities } from '../activities/retention';
import type { RetentionDeps } from '../activities/retention/deps';
import { createScheduleActivities } from '../activities/schedules';
import type { ScheduleActivityDeps } from '../activities/schedules/deps';
import { createProcessActivities } from '../activities/processes';
import type { ProcessDeps } from '../activities/processes/deps';
import { type NoticeActivityDeps, createNoticeActivities } from '../activities/notices';
import { CHECKS_QUEUE } from '../clients/temporal';
import { ofBuild } from './build';
import { refusalsAreFinal } from './failures';
import { tasksAreRecorded } from './taskRecord';

export interface ChecksWorkerOptions {
  connection: NativeConnection;
  namespace: string;
  deps: CheckActivityDeps &
    AuditActivityDeps &
    NoticeActivityDeps &
    ScheduleActivityDeps &
    Omit<ProcessDeps, 'tellsBy'>;
  /** Without it nothing old is ever removed. */
  retention?: RetentionDeps;
  taskQueue?: string;
  /** Told apart from other builds; it is given work once it is promoted. */
  build?: string;
  /** For tests that put other activities in. */
  activities?: Partial<CheckActivities>;
}

const BUNDLE = join(__dirname, '../workflows/bundle.js');

/** Processes kept in memory between their steps, at some 0.7 MB each; others are replayed from their history. */
const CACHED_WORKFLOWS = 400;

/** The build's bundle where there is one; from sources the workflows are bundled now. */
const workflowCode = (): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> =>
  existsSync(BUNDLE)
    ? { workflowBundle: { codePath: BUNDLE } }
    : { workflowsPath: require.resolve('../workflows') };

/** Runs the processes of checks and their short writes, which are local activities. */
export function createChecksWorker({
  connection,
  namespace,
  deps,
  retention,
  taskQueue,
  build,
  activities,
}: ChecksWorkerOptions): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: taskQueue ?? CHECKS_QUEUE,
    ...workflowCode(),
    activities: {
      ...createCheckActivities(deps),
      ...createActionActivities(deps),
      ...createAuditActivities(deps),
      ...createNoticeActivities(deps),
      ...createProcessActivities({
        ...deps,
        tellsBy: { mail: deps.mail !== undefined, telegram: deps.telegram === true },
      }),
      ...createScheduleActivities(deps),
      ...(retention && createRetentionActivities(retention)),
      ...activities,
    },
    interceptors: { activity: [() => ({ inbound: refusalsAreFinal }), tasksAreRecorded(deps)] },
    ...ofBuild(build),
    maxCachedWorkflows: CACHED_WORKFLOWS,
    // Autoscaling leaves next to no pollers for processes in memory: a thousand due at once took five times as long.
    workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 20 },
    shutdownGraceTime: '10s',
    shutdownForceTime: '30s',
  });
}
