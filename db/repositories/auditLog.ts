import type { Knex } from 'knex';
import type { AuditEntry } from '../audit';
import type { Connection } from '../connection';

export interface AuditFilter {
  user_id?: string;
  entity_type?: string[];
  entity_id?: string;
  action?: string[];
  from?: Date;
  to?: Date;
}

export function createAuditLog(connection: Connection) {
  return {
    /** Newest first; `before` is the `seq` that the page ends before. `scope` refers to the alias `a` of areas. */
    async list(
      scope: (query: Knex.QueryBuilder) => void,
      { from, to, entity_type, action, ...equal }: AuditFilter,
      { limit, before }: { limit: number; before?: number },
    ): Promise<{ items: AuditEntry[]; next: number | null }> {
      const query = connection('audit_log')
        .select('audit_log.*')
        .leftJoin('areas as a', 'a.id', 'audit_log.area_id')
        .where(equal)
        .where(scope)
        .orderBy('seq', 'desc')
        .limit(limit + 1);
      if (entity_type) void query.whereIn('entity_type', entity_type);
      if (action) void query.whereIn('action', action);
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
