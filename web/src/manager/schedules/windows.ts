import type { ManagerWords } from '../words';

/** What the form offers: short windows for shifts, long ones for weeks. */
export const WINDOWS = ['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT8H', 'P1D', 'P7D'] as const;

/** Over how long the opening may be spread. */
export const JITTERS = ['PT1M', 'PT5M', 'PT15M', 'PT30M', 'PT1H'] as const;

/** A duration of one unit in words; any other as it is written. */
export function windowText(t: ManagerWords, window: string | null): string {
  if (window === null) return t('schedules.window_default');
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(window) ?? [];
  const parts = [
    days && t('schedules.days', { count: Number(days) }),
    hours && t('schedules.hours', { count: Number(hours) }),
    minutes && t('schedules.minutes', { count: Number(minutes) }),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : window;
}
