import { type Static, Type } from '@sinclair/typebox';
import type { Actor } from '../../domain/actor';
import { may } from '../../policies/authorize';
import type { ReachedCalendar } from '../../services/calendars/calendarReach';
import { Timestamp, Uuid, oneOf } from '../schemas';

const Shifts = Type.Optional(
  Type.Array(
    Type.Object({
      from: Type.String({ description: 'HH:MM', examples: ['08:00'] }),
      to: Type.String({ description: 'HH:MM, at most 24:00; at or before `from`: on the next day' }),
    }),
    { maxItems: 10 },
  ),
);

export const Week = Type.Object(
  { mon: Shifts, tue: Shifts, wed: Shifts, thu: Shifts, fri: Shifts, sat: Shifts, sun: Shifts },
  { description: 'A day that is left out has no shift' },
);

export const Dates = Type.Array(Type.String({ description: 'YYYY-MM-DD', examples: ['2026-05-01'] }), {
  maxItems: 1000,
});

export const Calendar = Type.Object(
  {
    id: Uuid,
    name: Type.String(),
    week: Week,
    holidays: Dates,
    working_days: Dates,
    created_at: Timestamp,
    may: Type.Array(oneOf(['update'])),
  },
  { $id: 'Calendar' },
);

export function calendarJson(reached: ReachedCalendar, actor: Actor): Static<typeof Calendar> {
  const { id, name, week, holidays, working_days, created_at } = reached.calendar;
  return {
    ...{ id, name, week, holidays, working_days },
    created_at: created_at.toISOString(),
    may: may(actor, 'update', 'Calendar', reached) ? ['update'] : [],
  };
}
