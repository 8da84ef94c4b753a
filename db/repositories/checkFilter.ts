import type { Knex } from 'knex';
import type { CheckStatus } from '../../domain/check';
import { DAY_MS } from '../../domain/duration';

export interface CheckFilter {
  status?: CheckStatus[];
  executor_id?: string;
  template_id?: string;
  /** With the areas below it, unless `area_below` is false. */
  area_id?: string;
  area_below?: boolean;
  without_area?: boolean;
  overdue?: boolean;
  late?: boolean;
  verdict?: 'pass' | 'fail';
  /** Whose standing answer is a failed one. */
  failed_question_id?: string;
  from?: Date;
  to?: Date;
  /** Days of the opening by the clock of the check's area, both within. */
  opened_from?: string;
  opened_to?: string;
  q?: string;
}

export const OVERDUE = `(c.status in ('open', 'in_progress') and c.due_at <= now())`;
export const DONE = `c.status in ('submitted', 'completed', 'missed')`;
export const SUBMITTED_IN_TIME = `(c.submitted_at is not null and c.submitted_at <= c.due_at)`;
export const TO_BE_DONE = `(${DONE} or ${OVERDUE})`;
/** Of those that were to be done. */
export const LATE = `(${TO_BE_DONE} and not (${DONE} and ${SUBMITTED_IN_TIME}))`;
/** By the clock of its area. */
export const OPENED_AT = `c.created_at at time zone coalesce(a.time_zone, 'UTC')`;

const STANDING_FAILURE = `exists (
  select 1 from answers n where n.check_id = c.id and n.question_id = ? and n.failed and not exists (
    select 1 from answers later
     where later.check_id = n.check_id and later.question_id = n.question_id and later.revision > n.revision))`;

/** Of `checks c` with `areas a`. */
export function narrowChecks(query: Knex.QueryBuilder, filter: CheckFilter): void {
  const { status, executor_id, template_id, verdict, failed_question_id, from, to, q } = filter;
  if (status) void query.whereIn('c.status', status);
  if (executor_id) void query.where('c.executor_id', executor_id);
  if (template_id) void query.where('c.template_id', template_id);
  if (verdict) void query.where('c.verdict', verdict);
  if (filter.overdue !== undefined) void query.whereRaw(filter.overdue ? OVERDUE : `not ${OVERDUE}`);
  if (filter.late !== undefined) void query.whereRaw(filter.late ? LATE : `not ${LATE}`);
  if (failed_question_id) void query.whereRaw(STANDING_FAILURE, [failed_question_id]);
  if (from) void query.where('c.created_at', '>=', from);
  if (to) void query.where('c.created_at', '<', to);
  if (q) void query.whereRaw('c.title ilike ?', [`%${q.replace(/[\\%_]/g, '\\$&')}%`]);
  narrowPlace(query, filter);
  narrowDays(query, filter);
}

function narrowPlace(
  query: Knex.QueryBuilder,
  { area_id, area_below = true, without_area }: CheckFilter,
): void {
  if (area_id && area_below) void query.whereRaw('a.path @> array[?]::uuid[]', [area_id]);
  if (area_id && !area_below) void query.where('c.area_id', area_id);
  if (without_area !== undefined)
    void query.whereRaw(without_area ? 'c.area_id is null' : 'c.area_id is not null');
}

/** The wider bounds in UTC are what an index by age can be asked for: no clock is a day away. */
function narrowDays(query: Knex.QueryBuilder, { opened_from, opened_to }: CheckFilter): void {
  const momentOf = (day: string, later: number) => new Date(Date.parse(day) + later * DAY_MS);
  if (opened_from)
    void query
      .where('c.created_at', '>=', momentOf(opened_from, -1))
      .whereRaw(`${OPENED_AT} >= ?::date`, [opened_from]);
  if (opened_to)
    void query
      .where('c.created_at', '<', momentOf(opened_to, 2))
      .whereRaw(`${OPENED_AT} < ?::date + 1`, [opened_to]);
}
