import type { IANAZone } from 'luxon';
import type { CronPlan } from './cron';
import { DAY_MS } from './duration';
import { zoneOf } from './localTime';

/** A planned moment. */
export interface Slot {
  /** Tells it from all others of its schedule. */
  key: string;
  at: Date;
  /** The wall clock at that moment, `YYYY-MM-DDTHH:MM`. */
  local: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Leap days are at most eight years apart. */
const SEARCH_DAYS = 9 * 366;

/*
 * Hours of the clock (`8`, `8-17`) mean the wall clock: what comes twice is one slot, the first; what the clocks skip is
 * moved behind the gap. `*` and a step over it mean time that runs on: of an hour that comes twice each is a slot.
 * A skipped hour of a step is moved as well; of `*` nothing is missing, since the next hour's slots stand.
 */

/** Slots with `from` ≤ at < `to`, in order. */
export function slotsBetween(plan: CronPlan, zone: string, from: Date, to: Date): Slot[] {
  const [first, last] = [from.getTime(), to.getTime()];
  const clock = zoneOf(zone);
  const found: Moment[] = [];
  for (let day = dayOf(first) - 1; day <= dayOf(last) + 1; day += 1) {
    for (const moment of momentsOf(plan, clock, day, { first, last }))
      if (moment.at >= first && moment.at < last) found.push(moment);
  }
  return distinct(found).map((moment) => slotOf(moment, plan));
}

/** The next slots after a moment, which is not among them. Fewer than `count` only where the plan has no more in nine years. */
export function nextSlots(plan: CronPlan, zone: string, after: Date, count: number): Slot[] {
  const slots: Slot[] = [];
  const end = after.getTime() + SEARCH_DAYS * DAY_MS;
  // Twice as far as they would lie if each day had its slots, and on from there in longer and longer steps.
  let reachMs = Math.max((2 * count * DAY_MS) / (plan.hours.length * plan.minutes.length), 2 * HOUR_MS);
  for (let from = after.getTime() + 1; slots.length < count && from < end; reachMs *= 2) {
    const to = Math.min(Math.ceil(from + reachMs), end);
    slots.push(...slotsBetween(plan, zone, new Date(from), new Date(to)));
    from = to;
  }
  return slots.slice(0, count);
}

/**
 * What an instant stands for that Temporal has fired: for the second coming of an hour of the clock that is the slot of
 * the first. Undefined where the plan names no such moment.
 */
export function slotAt(plan: CronPlan, zone: string, at: Date): Slot | undefined {
  const [slot] = slotsBetween(plan, zone, at, new Date(at.getTime() + 1));
  if (slot || plan.hours_as !== 'clock') return slot;
  const clock = zoneOf(zone);
  const wall = at.getTime() + offsetMs(clock, at.getTime());
  const first = comings(wall, clock)[0];
  if (first === undefined || first >= at.getTime()) return undefined;
  return slotsBetween(plan, zone, new Date(first), new Date(first + 1))[0];
}

interface Moment {
  /** What the plan names, in milliseconds since 1970-01-01T00:00 on the wall. */
  wall: number;
  at: number;
  /** What the wall clock shows then. */
  shown: number;
}

/** In order; of those that fall on one instant the first that was planned. */
function distinct(moments: Moment[]): Moment[] {
  moments.sort((a, b) => a.at - b.at || a.wall - b.wall);
  return moments.filter((moment, index) => moment.at !== moments[index - 1]?.at);
}

function slotOf({ wall, at, shown }: Moment, { hours_as }: CronPlan): Slot {
  const key = hours_as === 'clock' ? minuteText(wall) : `${minuteText(at)}Z`;
  return { key, at: new Date(at), local: minuteText(shown) };
}

function minuteText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16);
}

interface Span {
  first: number;
  last: number;
}

/** Those of one day of the wall's calendar: all that lie in the span, and maybe others. */
function momentsOf(plan: CronPlan, zone: IANAZone, day: number, { first, last }: Span): Moment[] {
  if (!hasDay(plan, day)) return [];
  const midnight = day * DAY_MS;
  const before = offsetMs(zone, midnight - DAY_MS);
  const after = offsetMs(zone, midnight + 2 * DAY_MS);
  const isPlain = before === after;
  const mayHold = (hour: number) => {
    const wall = midnight + hour * HOUR_MS;
    return wall + HOUR_MS - Math.min(before, after) > first && wall - Math.max(before, after) < last;
  };
  return plan.hours.filter(mayHold).flatMap((hour) =>
    plan.minutes.flatMap((minute): Moment[] => {
      const wall = midnight + hour * HOUR_MS + minute * MINUTE_MS;
      if (isPlain) return [{ wall, at: wall - before, shown: wall }];
      const all = comings(wall, zone);
      if (all.length > 0)
        return (plan.hours_as === 'clock' ? all.slice(0, 1) : all).map((at) => ({ wall, at, shown: wall }));
      if (plan.hours_as === 'every') return [];
      const at = behindGap(wall, zone);
      return [{ wall, at, shown: at + offsetMs(zone, at) }];
    }),
  );
}

function hasDay({ days, months, weekdays, either_day }: CronPlan, day: number): boolean {
  const date = new Date(day * DAY_MS);
  if (!months.includes(date.getUTCMonth() + 1)) return false;
  const [fitsDay, fitsWeekday] = [days.includes(date.getUTCDate()), weekdays.includes(date.getUTCDay())];
  return either_day ? fitsDay || fitsWeekday : fitsDay && fitsWeekday;
}

/** The instants at which the wall clock shows a time: none in a gap, two in a doubled hour. */
function comings(wall: number, zone: IANAZone): number[] {
  const offsets = [offsetMs(zone, wall - DAY_MS), offsetMs(zone, wall + DAY_MS)];
  const instants = offsets.map((offset) => wall - offset).filter((at) => at + offsetMs(zone, at) === wall);
  return [...new Set(instants)].sort((a, b) => a - b);
}

/** The first minute after the gap in which a wall-clock time lies. */
function behindGap(wall: number, zone: IANAZone): number {
  const before = offsetMs(zone, wall - DAY_MS);
  let [low, high] = [wall - offsetMs(zone, wall + DAY_MS), wall - before];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetMs(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

function offsetMs(zone: IANAZone, at: number): number {
  return zone.offset(at) * MINUTE_MS;
}
