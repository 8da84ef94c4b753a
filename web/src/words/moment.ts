import { type Language, placeOf } from './language';

/** «24 нояб., 14:30», with the year where it is another; `zone` is an IANA name, else the reader's own. */
export function momentText(spoken: Language, at: string | number | Date, zone?: string): string {
  const date = new Date(at);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(placeOf(spoken), {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    ...(!isThisYear && { year: 'numeric' }),
    ...(zone && { timeZone: zone }),
  }).format(date);
}

/** «24 нояб. 2026 г.» for a day without an hour, `YYYY-MM-DD`. */
export function dayText(spoken: Language, day: string): string {
  return new Intl.DateTimeFormat(placeOf(spoken), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(day),
  );
}
