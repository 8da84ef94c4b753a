import type { Anchors } from '../../clients/anchors';
import { type ChainVerdict, hashesAt, verifyChain } from '../../db/auditVerification';
import type { Database } from '../../db/database';

export interface AuditVerdict extends ChainVerdict {
  /** The signed anchors outside the database; null while S3 cannot be read. */
  anchors: { checked: number; superseded: number; first_bad: string | null } | null;
}

/**
 * Verifies the chain, and that it still runs through every anchor: so a log that was rewritten or cut short together
 * with its head is found too.
 */
export async function verifyAudit(
  { db, anchors }: { db: Pick<Database, 'pool'>; anchors: Anchors },
  fromSeq = 1,
): Promise<AuditVerdict> {
  const chain = await verifyChain(db.pool, fromSeq);
  const found = await Promise.all([anchors.list(), anchors.restorations()]).catch(() => undefined);
  if (!found) return { ...chain, anchors: null };
  const [written, restorations] = found;
  const all = [...written, ...restorations.map((restored) => ({ ...restored, genuine: true }))];
  // Where a restore has gone back behind an anchor, that anchor tells of entries that were lost with its database.
  const stored = all.filter(
    ({ seq, at, genuine }) =>
      !genuine || !restorations.some((restored) => at <= restored.at && seq > restored.seq),
  );
  const hashes = await hashesAt(
    db.pool,
    stored.map((anchor) => anchor.seq),
  );
  const bad = stored.find(({ seq, hash, genuine }) => !genuine || (seq > 0 && hashes.get(seq) !== hash));
  const superseded = all.length - stored.length;
  const checked = { checked: stored.length, superseded, first_bad: bad?.name ?? null };
  if (!bad) return { ...chain, anchors: checked };
  const known = [chain.first_bad_seq, bad.genuine ? bad.seq : null].filter((seq) => seq !== null);
  return {
    ...chain,
    ok: false,
    first_bad_seq: known.length > 0 ? Math.min(...known) : null,
    anchors: checked,
  };
}
