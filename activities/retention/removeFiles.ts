import type { Removal } from '../../domain/retention';
import { removalRecord } from './auditRemoval';
import type { RetentionDeps, RetentionRun } from './deps';
import { dropObjects } from './dropObjects';

/** Each file is looked for in every text that might name it. */
const BATCH = 200;

/** Files that became part of nothing. The row goes first: an object without a row is found again, by `objects`. */
export async function removeFiles(
  { db, storage }: Pick<RetentionDeps, 'db' | 'storage'>,
  kind: 'files' | 'uploads',
  before: Date,
  { run_id, dry, alive }: RetentionRun,
): Promise<Removal> {
  if (dry) return { kind, ...(await db.read.retention.countFiles(kind, before)) };
  const removal: Removal = { kind, count: 0, bytes: 0 };
  for (;;) {
    alive?.();
    const gone = await db.transaction(async (tx) => {
      const files = await tx.retention.removeFiles(kind, before, BATCH);
      const bytes = files.reduce((sum, { size_bytes }) => sum + size_bytes, 0);
      const ids = files.map(({ id }) => id);
      if (ids.length > 0)
        tx.audit.append(removalRecord(run_id, kind, before, { count: ids.length, bytes, ids }));
      removal.count += ids.length;
      removal.bytes += bytes;
      return files;
    });
    await dropObjects(
      storage,
      gone.flatMap(({ object_key, thumbnail_key }) => [
        object_key,
        ...(thumbnail_key ? [thumbnail_key] : []),
      ]),
    );
    if (gone.length < BATCH) return removal;
  }
}
