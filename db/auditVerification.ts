import type { Knex } from 'knex';
import { type AuditEntry, hashEntry } from './audit';

export interface ChainHead {
  seq: number;
  hash: string;
}

export interface ChainVerdict {
  ok: boolean;
  /** Entries looked at. */
  entries: number;
  head: ChainHead;
  /** The first entry that is altered, missing, or one too many. */
  first_bad_seq: number | null;
}

const PAGE = 2_000;
const NOTHING: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/**
 * Walks the log from `fromSeq` (1 is the first entry) to its head in one snapshot, and computes every hash anew.
 * Finds an edit, a deletion, an insertion or a reordering made past the application; a chain that was rewritten as a
 * whole, or cut together with its head, is found by the anchors outside the database. `signal` ends it between two pages.
 */
export async function verifyChain(pool: Knex, fromSeq = 1, signal?: AbortSignal): Promise<ChainVerdict> {
  return pool.transaction(
    async (trx) => {
      const head: ChainHead = await trx('audit_head').first('seq', 'hash');
      let entries = 0;
      const bad = (first_bad_seq: number): ChainVerdict => ({ ok: false, entries, head, first_bad_seq });

      const odd = await trx('audit_log').where('seq', '<', 1).orderBy('seq').first('seq');
      if (odd) return bad(odd.seq);
      let last =
        fromSeq > 1
          ? await trx('audit_log')
              .where('seq', fromSeq - 1)
              .first('seq', 'hash')
          : NOTHING;
      if (!last) return bad(fromSeq - 1);

      for (;;) {
        signal?.throwIfAborted();
        const page = await entriesAfter(trx, last.seq);
        for (const entry of page) {
          entries += 1;
          if (entry.seq !== last.seq + 1) return bad(last.seq + 1);
          const { hash, ...hashed } = entry;
          if (entry.prev_hash !== last.hash || hash !== hashEntry(hashed)) return bad(entry.seq);
          last = entry;
        }
        if (page.length < PAGE) break;
      }
      if (last.seq !== head.seq) return bad(Math.min(last.seq, head.seq) + 1);
      return last.hash === head.hash ? { ok: true, entries, head, first_bad_seq: null } : bad(last.seq);
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}

async function entriesAfter(trx: Knex.Transaction, seq: number): Promise<AuditEntry[]> {
  const rows = await trx('audit_log').where('seq', '>', seq).orderBy('seq').limit(PAGE);
  return rows.map((row) => ({ ...row, timestamp: row.timestamp.toISOString() }));
}

/** The hashes that the log holds at the given places. */
export async function hashesAt(pool: Knex, seqs: readonly number[]): Promise<Map<number, string>> {
  const rows = (await pool('audit_log')
    .whereIn('seq', [...seqs])
    .select('seq', 'hash')) as ChainHead[];
  return new Map(rows.map((row) => [row.seq, row.hash]));
}
