import { DateTime, Duration } from 'luxon';

const DATE = { ru: 'dd.MM.yyyy', en: 'd LLL yyyy' };
const DAY_AND_TIME = { ru: 'dd.MM.yyyy, HH:mm', en: 'd LLL yyyy, HH:mm' };

export interface Times {
  /** Day and time to the minute. */
  moment(at: Date): string;
  /** The time alone on `day`, else day and time. */
  within(day: Date, at: Date): string;
  /** A calendar day given as `YYYY-MM-DD`; what is no day comes back as it is. */
  date(text: string): string;
  /** "2 дн. 4 ч 5 мин"; at least one minute. */
  span(ms: number): string;
  /** "Europe/Moscow (UTC+3)". */
  zone(at: Date): string;
}

/** Times as a reader in `zone` (IANA) expects them. */
export function createTimes(language: 'ru' | 'en', zone: string): Times {
  const local = (at: Date) => DateTime.fromJSDate(at, { zone }).setLocale(language);
  return {
    moment: (at) => local(at).toFormat(DAY_AND_TIME[language]),
    within: (day, at) =>
      local(at).hasSame(local(day), 'day')
        ? local(at).toFormat('HH:mm')
        : local(at).toFormat(DAY_AND_TIME[language]),
    date: (text) => {
      const day = DateTime.fromISO(text, { zone, locale: language });
      return day.isValid ? day.toFormat(DATE[language]) : text;
    },
    span: (ms) => {
      const whole = Duration.fromMillis(Math.max(ms, 60_000)).shiftTo('days', 'hours', 'minutes');
      const { days, hours, minutes } = whole;
      const shown = {
        ...(days && { days }),
        ...(hours && { hours }),
        ...(minutes && { minutes: Math.floor(minutes) }),
      };
      return Duration.fromObject(shown, { locale: language }).toHuman({
        unitDisplay: 'short',
        listStyle: 'narrow',
      });
    },
    zone: (at) => `${zone} (UTC${local(at).toFormat('Z')})`,
  };
}
