import type { Removal } from '../../domain/retention';
import { removalRecord } from './auditRemoval';
import type { RetentionDeps, RetentionRun } from './deps';
import { dropObjects } from './dropObjects';

const BATCH = 200;

/** Documents of checks that ended long ago; whoever asks for one again has it made anew from the check. */
export async function removeReports(
  { db, storage }: Pick<RetentionDeps, 'db' | 'storage'>,
  before: Date,
  { run_id, dry, alive }: RetentionRun,
): Promise<Removal> {
  const kind = 'reports';
  if (dry) return { kind, ...(await db.read.retention.countReports(before)) };
  const removal: Removal = { kind, count: 0, bytes: 0 };
  for (;;) {
    alive?.();
    const gone = await db.transaction(async (tx) => {
      const reports = await tx.retention.removeReports(before, BATCH);
      const bytes = reports.reduce((sum, { size_bytes }) => sum + (size_bytes ?? 0), 0);
      const ids = reports.map(({ id }) => id);
      if (ids.length > 0)
        tx.audit.append(removalRecord(run_id, kind, before, { count: ids.length, bytes, ids }));
      removal.count += ids.length;
      removal.bytes += bytes;
      return reports;
    });
    await dropObjects(
      storage,
      gone.flatMap(({ object_key }) => (object_key ? [object_key] : [])),
    );
    if (gone.length < BATCH) return removal;
  }
}
