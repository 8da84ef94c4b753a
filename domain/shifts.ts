import type { IANAZone } from 'luxon';
import { DAY_MS } from './duration';
import { instantOf, localDayAt } from './localTime';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** `HH:MM`; `to` at or before `from` is on the next day, and "24:00" is allowed as `to`. */
export interface Shift {
  from: string;
  to: string;
}

/** Dates are `YYYY-MM-DD`. A weekday without an entry has no shift; a date in both lists works. */
export interface WorkingCalendar {
  week: Partial<Record<Weekday, Shift[]>>;
  holidays: string[];
  working_days: string[];
}

/** Milliseconds since the epoch, `from` ≤ t < `to`. */
export interface Span {
  from: number;
  to: number;
}

/** By day number: 1970-01-01 was a Thursday. */
const WEEKDAYS = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;
const WORKWEEK = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** The working time inside a span: sorted, apart, clipped. A night shift belongs to the day on which it starts. */
export function workingSpans(window: Span, calendar: WorkingCalendar, zone: IANAZone): Span[] {
  const spans: Span[] = [];
  const lastDay = localDayAt(window.to, zone);
  for (let day = localDayAt(window.from, zone) - 1; day <= lastDay; day += 1) {
    for (const shift of shiftsOn(day, calendar)) {
      const span = clip(spanOf(shift, day, zone), window);
      if (span.from < span.to) spans.push(span);
    }
  }
  return merge(spans);
}

function merge(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push(span);
  }
  return merged;
}

function shiftsOn(day: number, { week, holidays, working_days }: WorkingCalendar): Shift[] {
  const own = week[WEEKDAYS[(((day % 7) + 7) % 7) as 0]] ?? [];
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  if (working_days.includes(date))
    return [own, ...WORKWEEK.map((name) => week[name] ?? [])].find(hasShifts) ?? [];
  return holidays.includes(date) ? [] : own;
}

function hasShifts(shifts: Shift[]): boolean {
  return shifts.length > 0;
}

function spanOf(shift: Shift, day: number, zone: IANAZone): Span {
  const start = minutesOf(shift.from);
  const end = minutesOf(shift.to);
  const wallAt = (minutes: number) => instantOf(day * DAY_MS + minutes * 60_000, zone);
  return { from: wallAt(start), to: wallAt(end <= start ? end + 24 * 60 : end) };
}

function clip(span: Span, window: Span): Span {
  return { from: Math.max(span.from, window.from), to: Math.min(span.to, window.to) };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
