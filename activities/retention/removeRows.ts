import type { RowKind } from '../../db/repositories/retention';
import type { Removal } from '../../domain/retention';
import { removalRecord } from './auditRemoval';
import type { RetentionDeps, RetentionRun } from './deps';

/** Locks are held, and the audit chain waits, for no longer than this many rows take. */
const BATCH = 2_000;

export async function removeRows(
  { db }: Pick<RetentionDeps, 'db'>,
  kind: RowKind,
  before: Date,
  { run_id, dry, alive }: RetentionRun,
): Promise<Removal> {
  if (dry) return { kind, ...(await db.read.retention.countRows(kind, before)) };
  let count = 0;
  for (;;) {
    alive?.();
    const gone = await db.transaction(async (tx) => {
      const removed = await tx.retention.removeRows(kind, before, BATCH);
      if (removed > 0) tx.audit.append(removalRecord(run_id, kind, before, { count: removed }));
      return removed;
    });
    count += gone;
    if (gone < BATCH) return { kind, count, bytes: 0 };
  }
}
