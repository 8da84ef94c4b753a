import { type NativeConnection, Worker } from '@temporalio/worker';
import { createBitrixActivities } from '../activities/bitrix';
import type { BitrixActivityDeps } from '../activities/bitrix/deps';
import { openPortal } from '../activities/bitrix/portal';
import { ensureBitrixMaintenance } from '../clients/maintenance';
import { createStorage } from '../clients/storage';
import { BITRIX_QUEUE, createTemporalClient } from '../clients/temporal';
import type { Database } from '../db/database';
import type { BitrixConfig } from '../platform/bitrixConfig';
import type { Config } from '../platform/config';
import { ofBuild } from './build';
import { refusalsAreFinal } from './failures';
import type { Tally } from './tally';
import { tasksAreRecorded } from './taskRecord';
import type { WorkerPart } from './part';

/** Carries corrective actions over to Bitrix24 and back. */
export async function bitrixPart(
  { temporal, s3, auth, http, workerBuild }: Config,
  { access }: BitrixConfig,
  db: Database,
  connection: NativeConnection,
  { onBitrixCall: onCall }: Pick<Tally, 'onBitrixCall'>,
): Promise<WorkerPart> {
  const now = () => new Date();
  const client = createTemporalClient(temporal);
  await ensureBitrixMaintenance(client.client);
  const worker = await createBitrixWorker({
    ...{ connection, namespace: temporal.namespace },
    ...(workerBuild && { build: workerBuild }),
    deps: {
      ...{ db, now, publicUrl: http.publicUrl, locale: 'ru', storage: createStorage(s3) },
      portal: openPortal({ db, access, secret: auth.jwtSecret, now, onCall }),
    },
  });
  return {
    worker,
    stop: async () => {
      worker.shutdown();
      await client.close();
    },
  };
}

interface BitrixWorkerOptions {
  connection: NativeConnection;
  namespace: string;
  build?: string;
  deps: BitrixActivityDeps;
  /** 2 unless stated: what Bitrix24 lets through lastingly. */
  activitiesPerSecond?: number;
}

/** Few at once: each makes several calls, and those that wait for their turn use up their time. */
const AT_ONCE = 4;

export function createBitrixWorker({
  connection,
  namespace,
  build,
  deps,
  activitiesPerSecond = 2,
}: BitrixWorkerOptions): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: BITRIX_QUEUE,
    ...ofBuild(build),
    activities: createBitrixActivities(deps),
    interceptors: { activity: [() => ({ inbound: refusalsAreFinal }), tasksAreRecorded(deps)] },
    maxTaskQueueActivitiesPerSecond: activitiesPerSecond,
    maxConcurrentActivityTaskExecutions: AT_ONCE,
    shutdownGraceTime: '10s',
    shutdownForceTime: '30s',
  });
}
