import { randomUUID } from 'node:crypto';
import type { BackupDeps } from '../../../activities/backup/deps';
import { createBackupStore } from '../../../clients/backupStore';
import { createObjectStreams } from '../../../clients/objectStreams';
import { createStorage } from '../../../clients/storage';
import { cacheDirOf } from '../../../runtime/options';
import { ensurePostgresTools } from '../../../runtime/programs/postgresTools';
import { testParts } from '../parts';
import type { TestDatabase } from '../database';

/** pg_dump and pg_restore that the run's server does not refuse. */
export const testPostgresTools = (): Promise<string> =>
  ensurePostgresTools({ cacheDir: cacheDirOf(process.env), env: process.env, say: () => undefined });

export interface BackupBench {
  deps: BackupDeps;
  bucket: string;
  s3: ReturnType<typeof testParts>['s3'] & { bucket: string };
  storage: ReturnType<typeof createStorage>;
}

/** What a backup needs, with a bucket of its own; `endpoint` where the test stands between it and S3. */
export async function aBackupBench(
  { db, adminUrl }: Pick<TestDatabase, 'db' | 'adminUrl'>,
  {
    bucket = `t-${randomUUID()}`,
    endpoint,
    now,
  }: { bucket?: string; endpoint?: string; now?: () => Date } = {},
): Promise<BackupBench> {
  const s3 = { ...testParts().s3, bucket };
  const storage = createStorage(s3);
  await storage.ensureBucket();
  const streams = createObjectStreams(s3);
  const via = createObjectStreams({ ...s3, ...(endpoint && { endpoint }) });
  const deps: BackupDeps = {
    db,
    now: now ?? (() => new Date()),
    databaseUrl: adminUrl,
    tools: { toolsDir: await testPostgresTools(), searchPath: '' },
    store: createBackupStore(via, storage, 'backups/'),
    files: streams,
    keep: { daily: 7, weekly: 5, monthly: 12 },
  };
  return { deps, bucket, s3, storage };
}
