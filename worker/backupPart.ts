import { type NativeConnection, Worker } from '@temporalio/worker';
import { createBackupActivities } from '../activities/backup';
import type { BackupDeps } from '../activities/backup/deps';
import { createBackupStore } from '../clients/backupStore';
import { ensureBackupSchedule } from '../clients/maintenance';
import { createObjectStreams } from '../clients/objectStreams';
import { createStorage } from '../clients/storage';
import { BACKUP_QUEUE, createTemporalClient } from '../clients/temporal';
import type { Database } from '../db/database';
import type { Config } from '../platform/config';
import { ofBuild } from './build';
import type { WorkerPart } from './part';

/** Nightly copies of the database. */
export async function backupPart(
  config: Config,
  db: Database,
  connection: NativeConnection,
): Promise<WorkerPart> {
  const client = createTemporalClient(config.temporal);
  await ensureBackupSchedule(client.client, config.backup.at);
  const worker = await createBackupWorker({
    connection,
    namespace: config.temporal.namespace,
    ...(config.workerBuild && { build: config.workerBuild }),
    deps: backupDepsOf(config, db),
  });
  return {
    worker,
    stop: async () => {
      worker.shutdown();
      await client.close();
    },
  };
}

export function backupDepsOf({ backup, s3, searchPath }: Config, db: Database): BackupDeps {
  const { databaseUrl, keep, prefix, toolsDir } = backup;
  return {
    ...{ db, databaseUrl, keep, now: () => new Date() },
    tools: { searchPath, ...(toolsDir && { toolsDir }) },
    store: createBackupStore(createObjectStreams(backup.s3), createStorage(backup.s3), prefix),
    files: createObjectStreams(s3),
  };
}

export function createBackupWorker({
  connection,
  namespace,
  build,
  deps,
}: {
  connection: NativeConnection;
  namespace: string;
  build?: string;
  deps: BackupDeps;
}): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: BACKUP_QUEUE,
    ...ofBuild(build),
    activities: createBackupActivities(deps),
    maxConcurrentActivityTaskExecutions: 2,
    shutdownGraceTime: '5s',
    shutdownForceTime: '30s',
  });
}
