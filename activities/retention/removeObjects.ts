import type { ListedObject } from '../../clients/objectStreams';
import type { Removal } from '../../domain/retention';
import { removalRecord } from './auditRemoval';
import type { RetentionDeps, RetentionRun } from './deps';
import { dropObjects } from './dropObjects';

/** Where files and reports lie. Nothing else in the bucket is looked at: backups, anchors, templates of reports. */
const PREFIXES = ['pictures/', 'raw/', 'reports/'];
const BATCH = 500;

/** Objects that no row names: left by a process that was killed between S3 and the database. */
export async function removeObjects(
  deps: Pick<RetentionDeps, 'db' | 'storage' | 'objects'>,
  before: Date,
  run: RetentionRun,
): Promise<Removal> {
  const removal: Removal = { kind: 'objects', count: 0, bytes: 0 };
  for (const prefix of PREFIXES) {
    let batch: ListedObject[] = [];
    for await (const object of deps.objects.list(prefix)) {
      if (object.lastModified < before) batch.push(object);
      if (batch.length < BATCH) continue;
      await settle(deps, batch, before, run, removal);
      batch = [];
    }
    await settle(deps, batch, before, run, removal);
  }
  return removal;
}

async function settle(
  { db, storage }: Pick<RetentionDeps, 'db' | 'storage'>,
  batch: readonly ListedObject[],
  before: Date,
  { run_id, dry, alive }: RetentionRun,
  removal: Removal,
): Promise<void> {
  alive?.();
  if (batch.length === 0) return;
  const named = await db.read.retention.named(batch.map(({ key }) => key));
  const unnamed = batch.filter(({ key }) => !named.has(key));
  if (unnamed.length === 0) return;
  const bytes = unnamed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  removal.count += unnamed.length;
  removal.bytes += bytes;
  if (dry) return;
  const keys = unnamed.map(({ key }) => key);
  await dropObjects(storage, keys);
  await db.transaction(async (tx) => {
    tx.audit.append(removalRecord(run_id, 'objects', before, { count: keys.length, bytes, keys }));
  });
}
