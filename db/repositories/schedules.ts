import type { Knex } from 'knex';
import type { Connection } from '../connection';
import type { Schedule, ScheduleVersion } from '../models/schedules';
import { OUTBOX_CHANNEL } from '../outbox';
import { BY_AGE, type Page, type PageRequest, newest, pageOf } from '../page';

type Plain<M> = { [K in keyof M as K extends keyof import('objection').Model ? never : K]: M[K] };

/** What a schedule says should happen; a change makes the next version. */
export type SchedulePlan = Omit<Plain<ScheduleVersion>, 'schedule_id' | 'version' | 'effective_from'>;
export type ScheduleVersionRow = Plain<ScheduleVersion>;

/** A schedule with the plan in force and what its place and template give. */
export interface ScheduleRow extends Plain<Schedule>, SchedulePlan {
  effective_from: Date;
  area_path: string[];
  area_name: string | null;
  template_name: string;
  template_status: 'active' | 'archived';
  /** How long a slot may be opened after its moment: the plan's own, else the template's due_in. */
  opening_window: string;
}

export interface ScheduleFilter {
  enabled?: boolean;
  template_id?: string;
  executor_id?: string;
  /** The area and those below it. */
  area_id?: string;
  /** Part of the name. */
  q?: string;
}

export type NewSchedule = Pick<Schedule, 'id' | 'name' | 'created_by' | 'created_at'>;

const WITH_PLAN = `
  s.*, v.effective_from, v.enabled, v.cron_expression, v.time_zone, v.template_id, v.executor_ids, v.assignment, v.area_id,
  v.jitter, v."window", v.skip_holidays, coalesce(a.path, '{}') as area_path, a.name as area_name,
  t.name as template_name, t.status as template_status, coalesce(v."window", tv.settings ->> 'due_in') as opening_window`;
const PLAN_FROM = `
  join schedule_versions v on v.schedule_id = s.id and v.version = s.version
  left join areas a on a.id = v.area_id
  join templates t on t.id = v.template_id
  join template_versions tv on tv.template_id = t.id and tv.version = t.version`;

export function createSchedules(connection: Connection) {
  const rows = async (where: string, bindings: readonly unknown[]): Promise<ScheduleRow[]> =>
    (
      (await connection.raw(
        `select ${WITH_PLAN} from schedules s ${PLAN_FROM} ${where}`,
        bindings as Knex.RawBinding[],
      )) as { rows: ScheduleRow[] }
    ).rows;

  return {
    async insert(schedule: NewSchedule, plan: SchedulePlan): Promise<void> {
      const { id, created_at } = schedule;
      await connection('schedules').insert({ ...schedule, settled_until: created_at });
      await connection('schedule_versions').insert({
        ...plan,
        schedule_id: id,
        version: 1,
        effective_from: created_at,
      });
    },

    async find(id: string): Promise<ScheduleRow | undefined> {
      return (await this.findMany([id]))[0];
    },

    async findMany(ids: readonly string[]): Promise<ScheduleRow[]> {
      return rows('where s.id = any(?)', [[...ids]]);
    },

    /** Those of them that the `scope`, as in `list`, lets through. */
    async findVisible(
      scope: (query: Knex.QueryBuilder) => void,
      ids: readonly string[],
    ): Promise<ScheduleRow[]> {
      return connection('schedules as s')
        .select(connection.raw(WITH_PLAN))
        .joinRaw(PLAN_FROM)
        .whereIn('s.id', [...ids])
        .whereNull('s.deleted_at')
        .where((builder) => scope(builder));
    },

    /** Locks the row, then reads it in a second statement, which sees what was committed meanwhile. */
    async lock(id: string): Promise<ScheduleRow | undefined> {
      await connection.raw('select from schedules where id = ? for no key update', [id]);
      return this.find(id);
    },

    /** `scope` narrows to what the caller may see; it refers to `schedules s`, its plan `v` and `areas a`. */
    async list(
      scope: (query: Knex.QueryBuilder) => void,
      filter: ScheduleFilter,
      page: PageRequest,
    ): Promise<Page<ScheduleRow>> {
      const query = connection('schedules as s')
        .select('s.id', 's.created_at')
        .joinRaw('join schedule_versions v on v.schedule_id = s.id and v.version = s.version')
        .joinRaw('left join areas a on a.id = v.area_id')
        .whereNull('s.deleted_at')
        .where((builder) => scope(builder));
      if (filter.enabled !== undefined) void query.where('v.enabled', filter.enabled);
      if (filter.template_id) void query.where('v.template_id', filter.template_id);
      if (filter.executor_id) void query.whereRaw('v.executor_ids @> array[?]::uuid[]', [filter.executor_id]);
      if (filter.area_id) void query.whereRaw('a.path @> array[?]::uuid[]', [filter.area_id]);
      if (filter.q) void query.whereRaw('s.name ilike ?', [`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`]);
      const found = await connection
        .select(connection.raw(WITH_PLAN))
        .from(newest(query, page, 's').as('page'))
        .joinRaw(`join schedules s on s.id = page.id ${PLAN_FROM}`)
        .orderBy(BY_AGE('s'));
      return pageOf(found as ScheduleRow[], page);
    },

    /** The next version of the plan, in force from now on. */
    async replan(id: string, version: number, plan: SchedulePlan, from: Date): Promise<void> {
      await connection('schedule_versions').insert({
        ...plan,
        schedule_id: id,
        version,
        effective_from: from,
      });
      await connection('schedules').where({ id }).update({ version });
    },

    async rename(id: string, name: string): Promise<void> {
      await connection('schedules').where({ id }).update({ name });
    },

    async remove(id: string, at: Date): Promise<void> {
      await connection('schedules').where({ id }).update({ deleted_at: at });
    },

    /** All versions of the plans, each schedule's in their order. */
    async versionsOf(ids: readonly string[]): Promise<ScheduleVersionRow[]> {
      return connection('schedule_versions')
        .whereIn('schedule_id', [...ids])
        .orderBy(['schedule_id', 'version']);
    },

    /** Those with slots before `until` that are not on record yet, in the order of their ids. */
    async unsettled(until: Date, after: string | null, limit: number): Promise<ScheduleRow[]> {
      return rows(
        `where s.settled_until < least(?::timestamptz, coalesce(s.deleted_at, 'infinity'))
           and s.id > coalesce(?::uuid, '00000000-0000-0000-0000-000000000000') order by s.id limit ?`,
        [until, after, limit],
      );
    },

    /** Every slot before `until` is on record. */
    async settleAll(settled: readonly { id: string; until: Date }[]): Promise<void> {
      if (settled.length === 0) return;
      await connection.raw(
        `update schedules s set settled_until = n.until
           from jsonb_to_recordset(?::jsonb) as n(id uuid, until timestamptz)
          where s.id = n.id and s.settled_until < n.until`,
        [JSON.stringify(settled)],
      );
    },

    /** Those of them of which Temporal has still to be told. */
    async untold(ids: readonly string[]): Promise<Set<string>> {
      const waiting = (await connection('outbox')
        .whereIn(
          'subject',
          ids.map((id) => `schedule:${id}`),
        )
        .pluck('subject')) as string[];
      return new Set(waiting.map((subject) => subject.slice('schedule:'.length)));
    },

    /** Ids of those that Temporal should know, in order. */
    async living(after: string | null, limit: number): Promise<string[]> {
      const query = connection('schedules').whereNull('deleted_at').orderBy('id').limit(limit);
      if (after) void query.where('id', '>', after);
      return query.pluck('id');
    },

    /** Temporal is told anew of the schedules whose window is their template's. */
    async tellOfTemplate(templateId: string): Promise<void> {
      await connection.raw(
        `with told as (
           insert into outbox (subject, kind)
           select 'schedule:' || s.id, 'facts' from schedules s
             join schedule_versions v on v.schedule_id = s.id and v.version = s.version
            where v.template_id = ? and v."window" is null and s.deleted_at is null
            order by s.id returning 1)
         select pg_notify(?, '') from told limit 1`,
        [templateId, OUTBOX_CHANNEL],
      );
    },
  };
}
