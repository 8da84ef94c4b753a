import type { Knex } from 'knex';
import type { AuditEntry } from '../audit';
import type { Connection } from '../connection';

export interface AuditFilter {
  user_id?: string;
  entity_type?: string;
  entity_id?: string;
  action?: string;
  from?: Date;
  to?: Date;
}

export function createAuditLog(connection: Connection) {
  return {
    /** Newest first; `before` is the `seq` that the page ends before. */
    async list(
      scope: (query: Knex.QueryBuilder) => void,
      { from, to, ...equal }: AuditFilter,
      { limit, before }: { limit: number; before?: number },
    ): Promise<{ items: AuditEntry[]; next: number | null }> {
      const query = connection('audit_log')
        .where(equal)
        .where(scope)
        .orderBy('seq', 'desc')
        .limit(limit + 1);
      if (from) void query.where('timestamp', '>=', from);
      if (to) void query.where('timestamp', '<', to);
      if (before !== undefined) void query.where('seq', '<', before);
      const rows = (await query) as (Omit<AuditEntry, 'timestamp'> & { timestamp: Date })[];
      const items = rows.slice(0, limit).map((row) => ({ ...row, timestamp: row.timestamp.toISOString() }));
      return { items, next: rows.length > limit ? (items.at(-1)?.seq ?? null) : null };
    },

    async head(): Promise<{ seq: number; hash: string }> {
      return connection('audit_head').first('seq', 'hash');
    },
  };
}
