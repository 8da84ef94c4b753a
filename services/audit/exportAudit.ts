import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { AuditFilter } from '../../db/repositories/auditLog';
import type { ServiceContext } from '../context';
import { listAudit } from './listAudit';

const PAGE = 1_000;
const COLUMNS = [
  'seq',
  'timestamp',
  'actor_kind',
  'user_id',
  'address',
  'area_id',
  'action',
  'entity_type',
  'entity_id',
  'before',
  'after',
  'prev_hash',
  'hash',
  'id',
] as const;

/** Everything that the filter finds, newest first, as CSV with a header; read page by page as the caller takes it. */
export function exportAudit(ctx: ServiceContext, filter: AuditFilter): Readable {
  const csv = stringify({ header: true, columns: [...COLUMNS], bom: true, escape_formulas: true });
  const rows = Readable.from(rowsOf(ctx, filter));
  rows.on('error', (error) => csv.destroy(error));
  return rows.pipe(csv);
}

async function* rowsOf(ctx: ServiceContext, filter: AuditFilter) {
  let before: number | undefined;
  for (;;) {
    const { items, next } = await listAudit(ctx, filter, {
      limit: PAGE,
      ...(before !== undefined && { before }),
    });
    for (const { diff, ...entry } of items) {
      yield { ...entry, before: JSON.stringify(diff.before), after: JSON.stringify(diff.after) };
    }
    if (next === null) return;
    before = next;
  }
}
