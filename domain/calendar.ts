import type { IANAZone } from 'luxon';
import { DAY_MS } from './duration';
import { zoneOf } from './localTime';
import { type Span, type WorkingCalendar, workingSpans } from './shifts';

export type { WorkingCalendar } from './shifts';

/** The search goes window by window; windows meet without overlap, so what they hold adds up. */
const WINDOW_MS = 14 * DAY_MS;
const SEARCH_WINDOWS = Math.ceil((5 * 366 * DAY_MS) / WINDOW_MS);

/**
 * The first moment by which `ms` of working time have passed since `start`; `start` itself for 0.
 * Throws RangeError when five years do not hold that much.
 */
export function addWorkingTime(start: Date, ms: number, calendar: WorkingCalendar, zone: string): Date {
  if (!(ms >= 0)) throw new RangeError(`working time to add: ${ms}`);
  let left = ms;
  if (left === 0) return new Date(start);
  for (const spans of windowsFrom(start.getTime(), 1, calendar, zoneOf(zone))) {
    for (const { from, to } of spans) {
      if (left <= to - from) return new Date(from + left);
      left -= to - from;
    }
  }
  throw new RangeError('the calendar does not hold that much working time in five years');
}

/** The last moment after which `ms` of working time are left until `end`. Throws as addWorkingTime does. */
export function subtractWorkingTime(end: Date, ms: number, calendar: WorkingCalendar, zone: string): Date {
  if (!(ms >= 0)) throw new RangeError(`working time to subtract: ${ms}`);
  let left = ms;
  if (left === 0) return new Date(end);
  for (const spans of windowsFrom(end.getTime(), -1, calendar, zoneOf(zone))) {
    for (const { from, to } of spans.toReversed()) {
      if (left <= to - from) return new Date(to - left);
      left -= to - from;
    }
  }
  throw new RangeError('the calendar does not hold that much working time in five years');
}

/** Milliseconds of working time from `a` to `b`; negative when `b` is the earlier. */
export function workingTimeBetween(a: Date, b: Date, calendar: WorkingCalendar, zone: string): number {
  if (b < a) return 0 - workingTimeBetween(b, a, calendar, zone);
  return workingSpans({ from: a.getTime(), to: b.getTime() }, calendar, zoneOf(zone)).reduce(
    (sum, { from, to }) => sum + to - from,
    0,
  );
}

function* windowsFrom(
  start: number,
  direction: 1 | -1,
  calendar: WorkingCalendar,
  zone: IANAZone,
): Generator<Span[]> {
  for (let index = 0; index < SEARCH_WINDOWS; index += 1) {
    const edge = start + direction * index * WINDOW_MS;
    const window =
      direction === 1 ? { from: edge, to: edge + WINDOW_MS } : { from: edge - WINDOW_MS, to: edge };
    yield workingSpans(window, calendar, zone);
  }
}

/** A day off by the calendar's list. Weekends are no holidays: days of the week are the plan's own matter. */
export function isHoliday(date: string, { holidays, working_days }: WorkingCalendar): boolean {
  return holidays.includes(date) && !working_days.includes(date);
}
