import type { Knex } from 'knex';
import type { Connection } from '../connection';
import { DONE, LATE, OPENED_AT, OVERDUE, SUBMITTED_IN_TIME, TO_BE_DONE } from './checkFilter';

export interface AnalyticsFilter {
  /** Of the checks' creation: `from` ≤ t < `to`. */
  from: Date;
  to: Date;
  /** The area and those below it. */
  area_id?: string;
  template_id?: string;
}

/** Counts of checks. */
export interface CheckCounts {
  checks: number;
  completed: number;
  passed: number;
  /** Submitted by their due time; of those that were to be done. */
  on_time: number;
  /** Completed, missed, or past their due time. */
  to_be_done: number;
  overdue: number;
  missed: number;
}

export interface FailedQuestion {
  template_id: string;
  template_name: string;
  question_id: string;
  text: string;
  failed: number;
  answered: number;
}

/** Of the checks of one area that were opened on one day, or in the week from it on. */
export interface LateCount {
  area_id: string | null;
  name: string | null;
  since: string;
  to_be_done: number;
  late: number;
}

type Scope = (query: Knex.QueryBuilder) => void;

const COUNTS = `
  count(*)::int as checks,
  count(*) filter (where c.status = 'completed')::int as completed,
  count(*) filter (where c.status = 'completed' and c.verdict = 'pass')::int as passed,
  count(*) filter (where ${DONE} and ${SUBMITTED_IN_TIME})::int as on_time,
  count(*) filter (where ${TO_BE_DONE})::int as to_be_done,
  count(*) filter (where ${OVERDUE})::int as overdue,
  count(*) filter (where c.status = 'missed')::int as missed`;

/** `scope` narrows to what the caller may see; it refers to `areas a`. */
export function createAnalytics(connection: Connection) {
  const checksOf = (scope: Scope, { from, to, area_id, template_id }: AnalyticsFilter) => {
    const query = connection('checks as c')
      .joinRaw('left join areas a on a.id = c.area_id')
      .where('c.created_at', '>=', from)
      .where('c.created_at', '<', to)
      .where((builder) => scope(builder));
    if (area_id) void query.whereRaw('a.path @> array[?]::uuid[]', [area_id]);
    if (template_id) void query.where('c.template_id', template_id);
    return query;
  };

  return {
    async totals(scope: Scope, filter: AnalyticsFilter): Promise<CheckCounts> {
      const [row] = await checksOf(scope, filter).select(connection.raw(COUNTS));
      return row as CheckCounts;
    },

    /** The fullest first; checks without an area last. */
    async byArea(
      scope: Scope,
      filter: AnalyticsFilter,
    ): Promise<(CheckCounts & { area_id: string | null; name: string | null })[]> {
      return checksOf(scope, filter)
        .select('c.area_id', 'a.name', connection.raw(COUNTS))
        .groupBy('c.area_id', 'a.name')
        .orderByRaw('c.area_id is null, count(*) desc, a.name');
    },

    /** By the day on which they were opened in their area's zone, in order. */
    async byDay(scope: Scope, filter: AnalyticsFilter): Promise<(CheckCounts & { day: string })[]> {
      return checksOf(scope, filter)
        .select(connection.raw(`to_char(${OPENED_AT}, 'YYYY-MM-DD') as day, ${COUNTS}`))
        .groupBy('day')
        .orderBy('day');
    },

    /** Where and when checks were late; days and weeks in which none was to be done are left out. */
    async lateByArea(scope: Scope, filter: AnalyticsFilter, step: 'day' | 'week'): Promise<LateCount[]> {
      return checksOf(scope, filter)
        .select(
          'c.area_id',
          'a.name',
          connection.raw(
            `to_char(date_trunc('${step}', ${OPENED_AT}), 'YYYY-MM-DD') as since,
             count(*) filter (where ${TO_BE_DONE})::int as to_be_done,
             count(*) filter (where ${LATE})::int as late`,
          ),
        )
        .groupBy('c.area_id', 'a.name', 'since')
        .havingRaw(`count(*) filter (where ${TO_BE_DONE}) > 0`)
        .orderByRaw('c.area_id is null, a.name, since');
    },

    /** Questions of handed-in checks that failed most often, each in the words of its template's last version. */
    async topFailed(scope: Scope, filter: AnalyticsFilter, limit: number): Promise<FailedQuestion[]> {
      const handedIn = checksOf(scope, filter)
        .whereIn('c.status', ['submitted', 'completed'])
        .select('c.id', 'c.template_id');
      const current = connection('answers as n')
        .joinRaw('join chosen on chosen.id = n.check_id')
        .distinctOn('n.check_id', 'n.question_id')
        .select('chosen.template_id', 'n.question_id', 'n.failed', 'n.value', 'n.na')
        .orderBy(['n.check_id', 'n.question_id', { column: 'n.revision', order: 'desc' }]);
      return connection
        .with('chosen', handedIn)
        .with('standing', current)
        .from('standing as s')
        .joinRaw('join templates t on t.id = s.template_id')
        .joinRaw('join template_versions v on v.template_id = t.id and v.version = t.version')
        .where((given) => void given.whereNotNull('s.value').orWhere('s.na', true))
        .groupBy('s.template_id', 't.name', 's.question_id', 'v.structure')
        .havingRaw('count(*) filter (where s.failed) > 0')
        .orderByRaw('failed desc, answered, t.name, s.question_id')
        .limit(limit)
        .select(
          's.template_id',
          't.name as template_name',
          's.question_id',
          connection.raw(
            `coalesce((select q ->> 'text' from jsonb_path_query(v.structure, '$.sections[*].questions[*]') q
                        where q ->> 'id' = s.question_id limit 1), s.question_id) as text,
             count(*) filter (where s.failed)::int as failed,
             count(*) filter (where not s.na)::int as answered`,
          ),
        );
    },
  };
}
