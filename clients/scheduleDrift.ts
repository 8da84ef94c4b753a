import { isDeepStrictEqual } from 'node:util';
import type { CalendarSpec, ScheduleDescription } from '@temporalio/client';
import type { ScheduleWish } from './schedules';

type Field = Exclude<keyof CalendarSpec, 'comment'>;
type Value = number | string;

const MONTHS = 'JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER'.split(
  ' ',
);
const DAYS = 'SUNDAY MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY'.split(' ');

/** First and last value of each field, and what it is where nothing is said. */
const FIELDS: Record<Field, { from: number; to: number; otherwise: 'all' | 'zero' }> = {
  second: { from: 0, to: 59, otherwise: 'zero' },
  minute: { from: 0, to: 59, otherwise: 'zero' },
  hour: { from: 0, to: 23, otherwise: 'zero' },
  dayOfMonth: { from: 1, to: 31, otherwise: 'all' },
  month: { from: 1, to: 12, otherwise: 'all' },
  dayOfWeek: { from: 0, to: 6, otherwise: 'all' },
  year: { from: 0, to: 0, otherwise: 'all' },
};

/** What an operator, or a lost write, has made different from what is wanted, by name; empty where all is well. */
export function scheduleDrift(found: ScheduleDescription, wanted: ScheduleWish): string[] {
  const { spec, action, policies, state } = found;
  const isSame: Record<string, boolean> = {
    calendars: isDeepStrictEqual(timesOf(spec.calendars), timesOf(wanted.spec.calendars)),
    time_zone: (spec.timezone ?? 'UTC') === wanted.spec.timezone,
    jitter: (spec.jitter ?? 0) === wanted.spec.jitter,
    limits: !spec.intervals?.length && !spec.skip?.length && !spec.startAt && !spec.endAt,
    action:
      action.workflowType === wanted.action.workflowType &&
      action.taskQueue === wanted.action.taskQueue &&
      action.workflowId === wanted.action.workflowId &&
      isDeepStrictEqual(action.args, wanted.action.args),
    overlap: policies.overlap === wanted.policies.overlap,
    catch_up: policies.catchupWindow === wanted.policies.catchupWindow,
    paused: state.paused === wanted.state.paused,
    remaining_actions: state.remainingActions === undefined && !policies.pauseOnFailure,
  };
  return Object.keys(isSame).filter((name) => !isSame[name]);
}

/** Calendars in one form, however they were written. */
function timesOf(calendars: readonly CalendarSpec[] = []): string[] {
  return calendars
    .map((calendar) =>
      (Object.keys(FIELDS) as Field[]).map((field) => valuesOf(field, calendar[field]).join(',')).join(' '),
    )
    .sort();
}

function valuesOf(field: Field, given: CalendarSpec[Field]): number[] {
  const { from, to, otherwise } = FIELDS[field];
  const all = rangeOf(from, to, 1);
  if (given === '*') return all;
  const ranges = (given === undefined ? [] : Array.isArray(given) ? given : [given]) as (
    | Value
    | { start: Value; end?: Value; step?: number }
  )[];
  if (ranges.length === 0) return otherwise === 'all' ? all : [0];
  const values = ranges.flatMap((range) => {
    if (typeof range !== 'object') return [numberOf(field, range)];
    const start = numberOf(field, range.start);
    return rangeOf(start, Math.max(numberOf(field, range.end ?? range.start), start), range.step || 1);
  });
  return [...new Set(values)].sort((a, b) => a - b);
}

function rangeOf(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function numberOf(field: Field, value: Value): number {
  if (typeof value === 'number') return value;
  return field === 'month' ? MONTHS.indexOf(value) + 1 : DAYS.indexOf(value);
}
