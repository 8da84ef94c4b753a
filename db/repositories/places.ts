import type { WorkingCalendar } from '../../domain/calendar';
import type { Connection } from '../connection';
import { prepared } from '../prepared';
import { Area, Calendar, type Role } from '../models/people';
import { type Page, type PageRequest, newestFirst } from '../page';

export interface Place {
  id: string;
  name: string;
  path: string[];
  time_zone: string;
  calendar: WorkingCalendar | null;
}

export type AreaPatch = Partial<Pick<Area, 'name' | 'parent_id' | 'time_zone' | 'calendar_id'>>;

export function createPlaces(connection: Connection) {
  return {
    async find(id: string): Promise<Place | undefined> {
      return (await this.findMany([id]))[0];
    },

    async findMany(ids: readonly string[]): Promise<Place[]> {
      return prepared(
        connection,
        'places_find',
        `select a.id, a.name, a.path, a.time_zone, case when c.id is not null then jsonb_build_object(
             'week', c.week, 'holidays', to_jsonb(c.holidays), 'working_days', to_jsonb(c.working_days)) end as calendar
           from areas a left join calendars c on c.id = a.calendar_id where a.id = any($1)`,
        [[...ids]],
      );
    },

    async findAreas(ids: readonly string[]): Promise<Area[]> {
      return Area.query(connection).findByIds([...ids]);
    },

    /** Names from the plant down to the area. */
    async namesAlong(path: readonly string[]): Promise<string[]> {
      const found = await Area.query(connection)
        .select('id', 'name')
        .whereIn('id', [...path]);
      return path.flatMap((id) => found.find((area) => area.id === id)?.name ?? []);
    },

    async areaNamed(parentId: string | null, name: string): Promise<string | undefined> {
      return (await Area.query(connection).select('id').where({ parent_id: parentId, name }).first())?.id;
    },

    async calendarNamed(name: string): Promise<string | undefined> {
      return (await Calendar.query(connection).select('id').where({ name }).first())?.id;
    },

    async listAreas(page: PageRequest): Promise<Page<Area>> {
      return newestFirst(Area.query(connection), page);
    },

    async area(id: string): Promise<Area | undefined> {
      return Area.query(connection).findById(id);
    },

    /** `path` moves with its area, and with it the paths of all areas below. */
    async updateArea(id: string, patch: AreaPatch & { parentPath?: readonly string[] }): Promise<void> {
      const { parentPath, ...fields } = patch;
      if (Object.keys(fields).length > 0) await connection('areas').where({ id }).update(fields);
      if (!parentPath) return;
      await connection.raw(
        `update areas set path = ?::uuid[] || path[array_position(path, ?::uuid):] where path @> array[?]::uuid[]`,
        [[...parentPath], id, id],
      );
    },

    async listCalendars(page: PageRequest): Promise<Page<Calendar>> {
      return newestFirst(Calendar.query(connection), page);
    },

    async calendar(id: string): Promise<Calendar | undefined> {
      return Calendar.query(connection).findById(id);
    },

    async updateCalendar(id: string, patch: Partial<WorkingCalendar & { name: string }>): Promise<void> {
      const { week, ...rest } = patch;
      await connection('calendars')
        .where({ id })
        .update({ ...rest, ...(week && { week: JSON.stringify(week) }) });
    },

    /** Areas that work by a calendar. */
    async areasOfCalendar(calendarId: string): Promise<Pick<Area, 'id' | 'path'>[]> {
      return Area.query(connection).select('id', 'path').where('calendar_id', calendarId);
    },

    /** Those of the calendars that an area outside of `areaId` and what lies below works by. */
    async calendarsBeyond(calendarIds: readonly string[], areaId: string): Promise<Set<string>> {
      const { rows } = await connection.raw(
        'select distinct calendar_id as id from areas where calendar_id = any(?) and not path @> array[?]::uuid[]',
        [[...calendarIds], areaId],
      );
      return new Set((rows as { id: string }[]).map((row) => row.id));
    },

    async insertArea(
      area: Pick<Area, 'id' | 'name' | 'parent_id' | 'time_zone' | 'calendar_id'>,
    ): Promise<void> {
      const parent = area.parent_id ? await Area.query(connection).findById(area.parent_id) : undefined;
      await connection('areas').insert({ ...area, path: [...(parent?.path ?? []), area.id] });
    },

    async insertCalendar(calendar: Pick<Calendar, 'id' | 'name'> & WorkingCalendar): Promise<void> {
      await connection('calendars').insert({ ...calendar, week: JSON.stringify(calendar.week) });
    },

    async insertRole(role: Pick<Role, 'id' | 'name' | 'title' | 'permissions'>): Promise<void> {
      await connection('roles').insert(role);
    },
  };
}
