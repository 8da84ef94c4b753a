import { Type } from '@sinclair/typebox';
import { type CalendarFields, createCalendar } from '../../services/calendars/createCalendar';
import { listCalendars } from '../../services/calendars/listCalendars';
import { updateCalendar } from '../../services/calendars/updateCalendar';
import type { Services } from '../../services/context';
import { pageJson, pageRequest } from '../paging';
import { Calendar, Dates, Week, calendarJson } from '../presenters/calendar';
import { type Route, route } from '../route';
import { ListQuery, Uuid, listOf } from '../schemas';

const tag = 'Places';

const Name = Type.String({ minLength: 1, maxLength: 200 });
const lists = { holidays: Type.Optional(Dates), working_days: Type.Optional(Dates) };
const NewCalendar = Type.Object({ name: Name, week: Week, ...lists }, { $id: 'NewCalendar' });
const CalendarPatch = Type.Object(
  { name: Type.Optional(Name), week: Type.Optional(Week), ...lists },
  { $id: 'CalendarPatch' },
);

export function calendarRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/calendars/',
      tag,
      summary: 'All working calendars, newest first',
      query: ListQuery,
      returns: { 200: listOf(Calendar) },
      refuses: [],
      handle: async ({ actor }, { query }) => {
        const page = await listCalendars({ ...services, actor }, pageRequest(query));
        return pageJson(page, (calendar) => calendarJson(calendar, actor));
      },
    }),
    route({
      method: 'post',
      path: '/calendars/',
      tag,
      summary: 'Make a working calendar',
      body: NewCalendar,
      example: {
        name: 'Одна смена',
        week: { mon: [{ from: '08:00', to: '17:00' }] },
        holidays: ['2026-05-01'],
      },
      returns: { 201: Calendar },
      refuses: ['calendar.invalid', 'calendar.name_taken'],
      handle: async ({ actor }, { body }) =>
        calendarJson(await createCalendar({ ...services, actor }, body as CalendarFields), actor),
    }),
    route({
      method: 'patch',
      path: '/calendars/{calendar_id}',
      tag,
      summary: 'Change a working calendar',
      description: 'Running checks of the areas that work by it count their working time anew.',
      params: Type.Object({ calendar_id: Uuid }),
      body: CalendarPatch,
      example: { holidays: ['2026-05-01', '2026-05-11'] },
      returns: { 200: Calendar },
      refuses: ['calendar.not_found', 'calendar.invalid', 'calendar.name_taken', 'calendar.used_elsewhere'],
      handle: async ({ actor }, { params, body }) => {
        const patch = body as Partial<CalendarFields>;
        return calendarJson(await updateCalendar({ ...services, actor }, params.calendar_id, patch), actor);
      },
    }),
  ];
}
