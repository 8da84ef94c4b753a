import { DateTime } from 'luxon';
import type { Locale } from '../domain/actor';

/**
 * An RFC 3339 time as people of the place say it: «24.11.2026, 09:00», “24 Nov 2026, 09:00”. `zone` is an IANA
 * name. In English the month is named, since a plant's readers differ on which number is the day.
 */
export function localTime(locale: Locale, iso: string, zone: string): string {
  const moment = DateTime.fromISO(iso, { zone });
  return locale === 'en'
    ? moment.setLocale('en-GB').toLocaleString(DateTime.DATETIME_MED)
    : moment.setLocale(locale).toLocaleString(DateTime.DATETIME_SHORT);
}
