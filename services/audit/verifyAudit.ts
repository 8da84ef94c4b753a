import type { Anchors } from '../../clients/anchors';
import { type ChainVerdict, hashesAt, verifyChain } from '../../db/auditVerification';
import type { Database } from '../../db/database';

export interface AuditVerdict extends ChainVerdict {
  /** The signed anchors outside the database; null while S3 cannot be read. */
  anchors: { checked: number; first_bad: string | null } | null;
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
  const stored = await anchors.list().catch(() => undefined);
  if (!stored) return { ...chain, anchors: null };
  const hashes = await hashesAt(
    db.pool,
    stored.map((anchor) => anchor.seq),
  );
  const bad = stored.find(({ seq, hash, genuine }) => !genuine || (seq > 0 && hashes.get(seq) !== hash));
  const checked = { checked: stored.length, first_bad: bad?.name ?? null };
  if (!bad) return { ...chain, anchors: checked };
  const known = [chain.first_bad_seq, bad.genuine ? bad.seq : null].filter((seq) => seq !== null);
  return {
    ...chain,
    ok: false,
    first_bad_seq: known.length > 0 ? Math.min(...known) : null,
    anchors: checked,
  };
}
