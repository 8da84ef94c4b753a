import { DateTime } from 'luxon';
import type { Locale } from '../domain/actor';

/** An RFC 3339 time as people of the place say it: «24.11.2026, 09:00». `zone` is an IANA name. */
export function localTime(locale: Locale, iso: string, zone: string): string {
  return DateTime.fromISO(iso, { zone }).setLocale(locale).toLocaleString(DateTime.DATETIME_SHORT);
}
