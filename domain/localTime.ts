import { IANAZone } from 'luxon';
import { DAY_MS } from './duration';

/*
 * luxon's DateTime settles a doubled hour by today's offset, so the same call would answer differently
 * in summer and in winter. Only its zone tables are used here.
 */

export function zoneOf(name: string): IANAZone {
  const zone = IANAZone.create(name);
  if (!zone.isValid) throw new RangeError(`not a time zone: ${name}`);
  return zone;
}

/** The day at an instant by the wall clock, counted from 1970-01-01. */
export function localDayAt(instantMs: number, zone: IANAZone): number {
  return Math.floor((instantMs + offsetMs(zone, instantMs)) / DAY_MS);
}

/**
 * The instant of a wall-clock time, given as milliseconds since 1970-01-01T00:00 on the wall.
 * A time that comes twice is its first coming; a time that is skipped lies as far behind the gap as it lay in it.
 */
export function instantOf(wallMs: number, zone: IANAZone): number {
  const before = offsetMs(zone, wallMs - DAY_MS);
  const after = offsetMs(zone, wallMs + DAY_MS);
  const byBefore = wallMs - before;
  if (before === after || offsetMs(zone, byBefore) === before) return byBefore;
  const byAfter = wallMs - after;
  return offsetMs(zone, byAfter) === after ? byAfter : byBefore;
}

function offsetMs(zone: IANAZone, instantMs: number): number {
  return zone.offset(instantMs) * 60_000;
}

/** The wall clock at an instant, as `YYYY-MM-DDTHH:MM`. */
export function wallTime(at: Date, zone: string): string {
  return new Date(at.getTime() + offsetMs(zoneOf(zone), at.getTime())).toISOString().slice(0, 16);
}
