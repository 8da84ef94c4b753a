import type { Knex } from 'knex';
import type { ActionStatus, SyncStatus } from '../../domain/action';
import type { WorkingCalendar } from '../../domain/calendar';
import type { Priority, Settings } from '../../domain/template';
import type { Connection } from '../connection';
import { hintLive } from '../live';
import type { Action } from '../models/actions';
import { BY_AGE, type Page, type PageRequest, newest, pageOf } from '../page';

export type ActionRow = {
  [K in keyof Action as K extends keyof import('objection').Model ? never : K]: Action[K];
};

/** An action with what its place, its check and its owner give. */
export interface PlacedAction extends ActionRow {
  area_path: string[];
  area_name: string | null;
  time_zone: string;
  calendar: WorkingCalendar | null;
  /** Of the check's template; null without a check. */
  settings: Settings | null;
  check_title: string | null;
  check_executor_id: string | null;
  owner_username: string;
  owner_full_name: string;
}

export interface ActionFilter {
  status?: ActionStatus[];
  owner_id?: string;
  /** The area and those below it. */
  area_id?: string;
  check_id?: string;
  overdue?: boolean;
  priority?: Priority[];
  sync_status?: SyncStatus[];
  from?: Date;
  to?: Date;
  /** Part of the title. */
  q?: string;
}

export type ActionPatch = Partial<Omit<ActionRow, 'id' | 'check_id'>>;

export type NewAction = Pick<
  ActionRow,
  | 'id'
  | 'check_id'
  | 'question_id'
  | 'origin'
  | 'answer_revision'
  | 'title'
  | 'description'
  | 'priority'
  | 'owner_id'
  | 'area_id'
  | 'due_at'
  | 'armed_at'
  | 'evidence_required'
  | 'created_by'
  | 'created_at'
  | 'external_system'
  | 'sync_status'
>;

/** What Bitrix24 has come to hold. */
export interface SyncOutcome {
  external_id: string;
  /** The revision that was carried over: of one changed meanwhile nothing is told. */
  revision: number;
  at: Date;
}

const PLACED = `
  x.*, coalesce(a.path, '{}') as area_path, a.name as area_name, coalesce(a.time_zone, 'UTC') as time_zone,
  case when cal.id is not null then jsonb_build_object(
    'week', cal.week, 'holidays', to_jsonb(cal.holidays), 'working_days', to_jsonb(cal.working_days)) end as calendar,
  t.settings, c.title as check_title, c.executor_id as check_executor_id,
  u.username as owner_username, u.full_name as owner_full_name`;
const PLACED_FROM = `
  join users u on u.id = x.owner_id
  left join areas a on a.id = x.area_id
  left join calendars cal on cal.id = a.calendar_id
  left join checks c on c.id = x.check_id
  left join template_versions t on t.template_id = c.template_id and t.version = c.template_version`;

const OVERDUE = `(x.status in ('open', 'in_progress', 'returned') and x.due_at <= now())`;

export function createActions(connection: Connection) {
  return {
    async insert(action: NewAction): Promise<void> {
      await connection('actions').insert(action);
    },

    async find(id: string): Promise<PlacedAction | undefined> {
      return (await this.byIds([id]))[0];
    },

    async byIds(ids: readonly string[]): Promise<PlacedAction[]> {
      return connection('actions as x')
        .select(connection.raw(PLACED))
        .joinRaw(PLACED_FROM)
        .whereIn('x.id', [...ids]);
    },

    /** Those of them that the `scope`, as in `list`, lets through. */
    async findMany(
      scope: (query: Knex.QueryBuilder) => void,
      ids: readonly string[],
    ): Promise<PlacedAction[]> {
      return connection('actions as x')
        .select(connection.raw(PLACED))
        .joinRaw(PLACED_FROM)
        .whereIn('x.id', [...ids])
        .where((builder) => scope(builder));
    },

    /** Those of the checks, oldest first within each; `scope` as in `list`. */
    async ofChecks(
      checkIds: readonly string[],
      scope: (query: Knex.QueryBuilder) => void = () => undefined,
    ): Promise<PlacedAction[]> {
      return connection('actions as x')
        .select(connection.raw(PLACED))
        .joinRaw(PLACED_FROM)
        .whereIn('x.check_id', [...checkIds])
        .where((builder) => scope(builder))
        .orderBy(['x.check_id', 'x.created_at', 'x.id']);
    },

    /** Its check's row is to be locked before. Reads in a second statement, which sees what was committed meanwhile. */
    async lock(id: string): Promise<PlacedAction | undefined> {
      await connection.raw('select from actions where id = ? for no key update', [id]);
      return this.find(id);
    },

    async update(id: string, patch: ActionPatch): Promise<void> {
      await connection('actions').where({ id }).update(patch);
    },

    /** `scope` narrows to what the caller may see; it refers to `actions x`, `checks c` and `areas a`. */
    async list(
      scope: (query: Knex.QueryBuilder) => void,
      filter: ActionFilter,
      page: PageRequest,
    ): Promise<Page<PlacedAction>> {
      const query = connection('actions as x')
        .select('x.id', 'x.created_at')
        .joinRaw('left join areas a on a.id = x.area_id left join checks c on c.id = x.check_id')
        .where((builder) => scope(builder));
      if (filter.status) void query.whereIn('x.status', filter.status);
      if (filter.priority) void query.whereIn('x.priority', filter.priority);
      if (filter.sync_status) void query.whereIn('x.sync_status', filter.sync_status);
      if (filter.owner_id) void query.where('x.owner_id', filter.owner_id);
      if (filter.check_id) void query.where('x.check_id', filter.check_id);
      if (filter.area_id) void query.whereRaw('a.path @> array[?]::uuid[]', [filter.area_id]);
      if (filter.overdue !== undefined) void query.whereRaw(filter.overdue ? OVERDUE : `not ${OVERDUE}`);
      if (filter.from) void query.where('x.created_at', '>=', filter.from);
      if (filter.to) void query.where('x.created_at', '<', filter.to);
      if (filter.q) void query.whereRaw('x.title ilike ?', [`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`]);
      const found = await connection
        .select(connection.raw(PLACED))
        .from(newest(query, page, 'x').as('page'))
        .joinRaw(`join actions x on x.id = page.id ${PLACED_FROM}`)
        .orderBy(BY_AGE('x'));
      return pageOf(found as PlacedAction[], page);
    },

    /** The last one that a rule made for each question of a check. */
    async lastByRule(
      checkId: string,
    ): Promise<Pick<ActionRow, 'id' | 'question_id' | 'status' | 'ended_at' | 'answer_revision'>[]> {
      const { rows } = await connection.raw(
        `select distinct on (question_id) id, question_id, status, ended_at, answer_revision from actions
          where check_id = ? and origin = 'rule' order by question_id, created_at desc, id desc`,
        [checkId],
      );
      return rows;
    },

    /** What a person has to see to, the most urgent first. */
    async runningOf(ownerId: string): Promise<Pick<ActionRow, 'id' | 'title'>[]> {
      return connection('actions')
        .select('id', 'title')
        .where('owner_id', ownerId)
        .whereIn('status', ['open', 'in_progress', 'returned'])
        .orderBy(['due_at', 'id']);
    },

    /** How many each of the people has to see to. */
    async loads(ownerIds: readonly string[]): Promise<Map<string, number>> {
      const { rows } = await connection.raw(
        `select owner_id, count(*)::int as n from actions
          where owner_id = any(?) and status in ('open', 'in_progress', 'returned') group by owner_id`,
        [[...ownerIds]],
      );
      return new Map((rows as { owner_id: string; n: number }[]).map((row) => [row.owner_id, row.n]));
    },

    /** The outside holds what the row says. False when the row was changed meanwhile: it stays pending. */
    async markSynced(id: string, { external_id, revision, at }: SyncOutcome): Promise<boolean> {
      const known = await connection('actions').where({ id }).update({ external_id, last_sync_at: at });
      const synced = await connection('actions')
        .where({ id, revision })
        .update({ sync_status: 'synced', sync_error: null });
      await hintLive(connection, 'action', id);
      return known > 0 && synced > 0;
    },

    async markSyncFailed(id: string, error: string): Promise<void> {
      await connection('actions')
        .where({ id })
        .whereNotNull('external_system')
        .update({ sync_status: 'failed', sync_error: error });
      await hintLive(connection, 'action', id);
    },
  };
}
