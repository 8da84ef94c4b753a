import type { Knex } from 'knex';
import type { Connection } from '../connection';
import { hintLive } from '../live';
import { Report } from '../models/records';
import { type Page, type PageRequest, newestFirst } from '../page';

export type ReportRow = {
  [K in keyof Report as K extends keyof import('objection').Model ? never : K]: Report[K];
};

export interface ReportFilter {
  check_id?: string;
  template_id?: string;
  /** The check's area: that one and those below it. */
  area_id?: string;
  /** Part of the check's title. */
  q?: string;
  status?: ReportRow['status'][];
  format?: ReportRow['format'][];
  from?: Date;
  to?: Date;
}

export function createReports(connection: Connection) {
  return {
    /** The one report of (check revision, format, parameters): made now, or the one that is there. */
    async ensure(
      report: Pick<
        ReportRow,
        'id' | 'check_id' | 'check_revision' | 'format' | 'parameters' | 'requested_by' | 'created_at'
      >,
    ): Promise<{ report: ReportRow; created: boolean }> {
      const inserted = await connection('reports')
        .insert({ ...report, parameters: JSON.stringify(report.parameters) })
        .onConflict(['check_id', 'check_revision', 'format', 'parameters'])
        .ignore()
        .returning('id');
      const { check_id, check_revision, format, parameters } = report;
      const row = await connection('reports')
        .where({ check_id, check_revision, format })
        .whereRaw('parameters = ?::jsonb', [JSON.stringify(parameters)])
        .first();
      return { report: row as ReportRow, created: inserted.length > 0 };
    },
    async find(id: string): Promise<ReportRow | undefined> {
      return Report.query(connection).findById(id);
    },
    async lock(id: string): Promise<ReportRow | undefined> {
      return Report.query(connection).findById(id).forNoKeyUpdate();
    },
    async update(
      id: string,
      patch: Partial<
        Pick<ReportRow, 'status' | 'object_key' | 'size_bytes' | 'sha256' | 'error' | 'generated_at'>
      >,
    ): Promise<void> {
      await connection('reports').where({ id }).update(patch);
      if (patch.status === 'running' || patch.status === 'failed') await hintLive(connection, 'report', id);
    },
    async pendingOf(checkId: string): Promise<ReportRow[]> {
      return Report.query(connection)
        .where({ check_id: checkId })
        .whereIn('status', ['pending', 'running'])
        .orderBy('created_at');
    },
    /** The newest `limit` of each check; `scope` as in `list`. */
    async ofChecks(
      scope: (query: Knex.QueryBuilder) => void,
      checkIds: readonly string[],
      limit: number,
    ): Promise<ReportRow[]> {
      const numbered = connection('reports')
        .select('reports.*')
        .rowNumber('place', (window) =>
          window.partitionBy('reports.check_id').orderBy([
            { column: 'reports.created_at', order: 'desc' },
            { column: 'reports.id', order: 'desc' },
          ]),
        )
        .joinRaw('join checks c on c.id = reports.check_id left join areas a on a.id = c.area_id')
        .whereIn('reports.check_id', [...checkIds])
        .where((builder) => scope(builder));
      return connection(numbered.as('numbered')).where('place', '<=', limit).orderBy(['check_id', 'place']);
    },
    /** `scope` narrows to reports of checks that the caller may see; it refers to the alias `c` of checks and `a` of areas. */
    async list(
      scope: (query: Knex.QueryBuilder) => void,
      filter: ReportFilter,
      page: PageRequest,
    ): Promise<Page<ReportRow>> {
      const query = Report.query(connection)
        .select('reports.*')
        .joinRaw('join checks c on c.id = reports.check_id left join areas a on a.id = c.area_id');
      void query.where((builder) => scope(builder as unknown as Knex.QueryBuilder));
      if (filter.check_id) void query.where('reports.check_id', filter.check_id);
      if (filter.template_id) void query.where('c.template_id', filter.template_id);
      if (filter.area_id) void query.whereRaw('a.path @> array[?]::uuid[]', [filter.area_id]);
      if (filter.q) void query.whereRaw('c.title ilike ?', [`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`]);
      if (filter.status) void query.whereIn('reports.status', filter.status);
      if (filter.format) void query.whereIn('reports.format', filter.format);
      if (filter.from) void query.where('reports.created_at', '>=', filter.from);
      if (filter.to) void query.where('reports.created_at', '<', filter.to);
      return newestFirst(query, page);
    },
  };
}
