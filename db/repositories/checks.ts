import type { Knex } from 'knex';
import type { WorkingCalendar } from '../../domain/calendar';
import type { Connection } from '../connection';
import { Check } from '../models/checks';
import { prepared, preparedQuery } from '../prepared';
import { OUTBOX_CHANNEL } from '../outbox';
import { BY_AGE, type Page, type PageRequest, newest, pageOf } from '../page';
import { type CheckFilter, OVERDUE, narrowChecks } from './checkFilter';

export type CheckRow = {
  [K in keyof Check as K extends keyof import('objection').Model ? never : K]: Check[K];
};

/** A check with what its place gives: the path that decides who sees it, the zone and calendar its moments follow. */
export interface PlacedCheck extends CheckRow {
  area_path: string[];
  area_name: string | null;
  time_zone: string;
  calendar: WorkingCalendar | null;
  template_name: string;
}

/** A check as lists show it. */
export interface ListedCheck extends PlacedCheck {
  executor_username: string;
  executor_full_name: string;
}

/** A check as it is read alone, with the schedule that opened it, if one did. */
export interface SingleCheck extends ListedCheck {
  schedule_id: string | null;
  schedule_name: string | null;
  slot_at: Date | null;
}

/** Null for checks without an area. */
export interface AreaCounts {
  area_id: string | null;
  area_name: string | null;
  total: number;
  overdue: number;
  submitted: number;
}

export type CheckPatch = Partial<Omit<CheckRow, 'id'>>;

export type NewCheck = Pick<
  CheckRow,
  | 'id'
  | 'template_id'
  | 'template_version'
  | 'title'
  | 'executor_id'
  | 'area_id'
  | 'due_at'
  | 'armed_at'
  | 'required_count'
  | 'question_count'
  | 'created_by'
  | 'created_at'
>;

/** Where an area gives no zone, times are UTC. */
const PLACED = `
  coalesce(a.path, '{}') as area_path, a.name as area_name, coalesce(a.time_zone, 'UTC') as time_zone,
  case when cal.id is not null then jsonb_build_object(
    'week', cal.week, 'holidays', to_jsonb(cal.holidays), 'working_days', to_jsonb(cal.working_days)) end as calendar,
  t.name as template_name`;
const PLACED_FROM = `
  left join areas a on a.id = c.area_id
  left join calendars cal on cal.id = a.calendar_id
  join template_versions t on t.template_id = c.template_id and t.version = c.template_version`;

const TIMES = [
  'due_at',
  'armed_at',
  'miss_not_before',
  'review_due_at',
  'created_at',
  'started_at',
  'submitted_at',
  'completed_at',
] as const;

/** As Postgres writes it: times are texts. */
type CheckOfJson = Omit<ListedCheck, (typeof TIMES)[number]> & Record<(typeof TIMES)[number], string | null>;

function fromJson(json: CheckOfJson): ListedCheck {
  const check = json as unknown as Record<string, unknown>;
  for (const name of TIMES) if (json[name] !== null) check[name] = new Date(json[name]);
  return check as unknown as ListedCheck;
}

export function createChecks(connection: Connection) {
  return {
    async insert(check: NewCheck): Promise<void> {
      await this.insertAll([check]);
    },

    async insertAll(checks: readonly NewCheck[]): Promise<void> {
      await prepared(
        connection,
        'checks_insert',
        `insert into checks (id, template_id, template_version, title, executor_id, area_id, due_at, armed_at, required_count,
                             question_count, created_by, created_at)
         select id, template_id, template_version, title, executor_id, area_id, due_at, armed_at, required_count,
                question_count, created_by, created_at
           from jsonb_to_recordset($1::jsonb) as n(id uuid, template_id uuid, template_version int, title text, executor_id uuid,
                area_id uuid, due_at timestamptz, armed_at timestamptz, required_count int, question_count int, created_by uuid,
                created_at timestamptz)`,
        [JSON.stringify(checks)],
      );
    },

    async find(id: string): Promise<SingleCheck | undefined> {
      return (await this.byIds([id]))[0];
    },

    async byIds(ids: readonly string[]): Promise<SingleCheck[]> {
      return prepared(
        connection,
        'checks_find',
        `select c.*, ${PLACED}, u.username as executor_username, u.full_name as executor_full_name,
                slot.slot_at, slot.schedule_id, schedule.name as schedule_name
           from checks c ${PLACED_FROM} join users u on u.id = c.executor_id
           left join slot_entries entry on entry.check_id = c.id
           left join slots slot on slot.id = entry.slot_id
           left join schedules schedule on schedule.id = slot.schedule_id
          where c.id = any($1)`,
        [[...ids]],
      );
    },

    /** Those of them that the `scope`, as in `list`, lets through. */
    async findMany(
      scope: (query: Knex.QueryBuilder) => void,
      ids: readonly string[],
    ): Promise<ListedCheck[]> {
      const query = Check.query(connection)
        .alias('c')
        .select(
          'c.*',
          connection.raw(PLACED),
          'u.username as executor_username',
          'u.full_name as executor_full_name',
        )
        .joinRaw(`${PLACED_FROM} join users u on u.id = c.executor_id`)
        .whereIn('c.id', [...ids])
        .where((builder) => scope(builder as unknown as Knex.QueryBuilder));
      return (await query) as unknown as ListedCheck[];
    },

    /**
     * Locks the rows in id order and reads them in a second statement, since one statement would still see
     * the rows as they were before it waited. `skipLocked` leaves out what another transaction holds.
     */
    async lockMany(ids: readonly string[], { skipLocked = false } = {}): Promise<PlacedCheck[]> {
      const locking = prepared<{ id: string }>(
        connection,
        skipLocked ? 'checks_lock_free' : 'checks_lock',
        `select id from checks where id = any($1) order by id for no key update ${skipLocked ? 'skip locked' : ''}`,
        [[...ids]],
      );
      const reading = prepared<PlacedCheck>(
        connection,
        'checks_place',
        `select c.*, ${PLACED} from checks c ${PLACED_FROM} where c.id = any($1)`,
        [[...ids]],
      );
      const [locked, found] = await Promise.all([locking, reading]);
      const ours = new Set(locked.map((row) => row.id));
      return found.filter((row) => ours.has(row.id));
    },

    async lock(id: string): Promise<PlacedCheck | undefined> {
      return (await this.lockMany([id]))[0];
    },

    async update(id: string, patch: CheckPatch): Promise<void> {
      await connection('checks').where({ id }).update(patch);
    },

    /** What a batch of answers changed, one statement for all checks. */
    async applyAnswers(
      changes: readonly Pick<
        CheckRow,
        | 'id'
        | 'status'
        | 'fact_seq'
        | 'revision'
        | 'started_at'
        | 'answered_count'
        | 'required_count'
        | 'question_count'
      >[],
    ): Promise<void> {
      await prepared(
        connection,
        'checks_apply_answers',
        `update checks c set status = n.status, fact_seq = n.fact_seq, revision = n.revision, started_at = n.started_at,
                answered_count = n.answered_count, required_count = n.required_count, question_count = n.question_count
           from jsonb_to_recordset($1::jsonb) as n(id uuid, status text, fact_seq bigint, revision int, started_at timestamptz,
                answered_count int, required_count int, question_count int)
          where c.id = n.id`,
        [
          JSON.stringify(
            changes.map((check) => ({
              id: check.id,
              status: check.status,
              fact_seq: check.fact_seq,
              revision: check.revision,
              started_at: check.started_at,
              answered_count: check.answered_count,
              required_count: check.required_count,
              question_count: check.question_count,
            })),
          ),
        ],
      );
    },

    /** Checks of a person that wait to be filled in, the most urgent first. */
    async runningOf(executorId: string): Promise<Pick<CheckRow, 'id' | 'title'>[]> {
      return Check.query(connection)
        .select('id', 'title')
        .where('executor_id', executorId)
        .whereIn('status', ['open', 'in_progress'])
        .orderBy(['due_at', 'id']);
    },

    /** Tells the processes of all running checks and actions of these areas whose durations are working time to count anew. */
    async tellTimingOf(areaIds: readonly string[]): Promise<void> {
      await connection.raw(
        `with told as (
           insert into outbox (subject, kind)
           select subject, 'timing' from (
             select c.id, 'check:' || c.id as subject, c.template_id, c.template_version from checks c
              where c.area_id = any(:areas) and c.status in ('open', 'in_progress', 'submitted')
             union all
             select x.id, 'action:' || x.id, c.template_id, c.template_version
               from actions x join checks c on c.id = x.check_id
              where x.area_id = any(:areas) and x.status not in ('verified', 'cancelled')
           ) running
             join template_versions t on t.template_id = running.template_id and t.version = running.template_version
            where (t.settings ->> 'working_time')::boolean
            order by running.id returning 1)
         select pg_notify(:channel, '') from told limit 1`,
        { areas: [...areaIds], channel: OUTBOX_CHANNEL },
      );
    },

    /** How many there are of each status in each area, the most overdue area first; `scope` as in `list`. */
    async counts(scope: (query: Knex.QueryBuilder) => void, filter: CheckFilter): Promise<AreaCounts[]> {
      const query = connection('checks as c')
        .select('a.id as area_id', 'a.name as area_name', connection.raw('count(*)::int as total'))
        .select(connection.raw(`count(*) filter (where ${OVERDUE})::int as overdue`))
        .select(connection.raw(`count(*) filter (where c.status = 'submitted')::int as submitted`))
        .joinRaw('left join areas a on a.id = c.area_id')
        .where((builder) => scope(builder))
        .groupBy('a.id', 'a.name')
        .orderBy([{ column: 'overdue', order: 'desc' }, { column: 'area_name', nulls: 'last' }, 'area_id']);
      narrowChecks(query, filter);
      return preparedQuery<AreaCounts>(connection, query);
    },

    /** `scope` narrows to what the caller may see; it refers to `checks` and `area`. */
    async list(
      scope: (query: Knex.QueryBuilder) => void,
      filter: CheckFilter,
      page: PageRequest,
    ): Promise<Page<ListedCheck>> {
      // The page is found before anything is joined to it: a join of every check that may be seen costs too much.
      const query = connection('checks as c')
        .select('c.*')
        .joinRaw('left join areas a on a.id = c.area_id')
        .where((builder) => scope(builder));
      narrowChecks(query, filter);
      const found = connection
        .select(
          'c.*',
          connection.raw(PLACED),
          'u.username as executor_username',
          'u.full_name as executor_full_name',
        )
        .from(newest(query, page, 'c').as('c'))
        .joinRaw(`${PLACED_FROM} join users u on u.id = c.executor_id`)
        .orderBy(BY_AGE('c'));
      // One JSON text is read many times faster than its columns one by one.
      const asJson = connection.select(connection.raw('json_agg(l) as checks')).from(found.as('l'));
      const [result] = await preparedQuery<{ checks: CheckOfJson[] | null }>(connection, asJson);
      return pageOf((result?.checks ?? []).map(fromJson), page);
    },
  };
}
