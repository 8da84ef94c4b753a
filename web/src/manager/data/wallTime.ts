import { DateTime } from 'luxon';

export const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What an input of type datetime-local shows. */
export const toWall = (at: string, zone: string): string =>
  DateTime.fromISO(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

/** The moment for which a clock in the zone shows `wall`. */
export const fromWall = (wall: string, zone: string): string =>
  DateTime.fromISO(wall, { zone }).toUTC().toISO({ suppressMilliseconds: true }) ?? '';
