import type { Locale } from '../domain/actor';
import { translate } from './translate';

const PATTERN = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const UNITS = ['weeks', 'days', 'hours', 'minutes', 'seconds'] as const;

/** `PT1H30M` → «1 ч 30 мин»; a duration of nothing → «сразу». Any other text is returned as it is. */
export function durationWords(locale: Locale, duration: string): string {
  const found = PATTERN.exec(duration);
  if (!found) return duration;
  const parts = UNITS.flatMap((unit, index) => {
    const count = Number(found[index + 1] ?? 0);
    return count > 0 ? [translate(locale, `duration.${unit}`, { count })] : [];
  });
  return parts.length > 0 ? parts.join(' ') : translate(locale, 'duration.at_once');
}

/** How long after the due time: «через 30 мин после срока», «сразу по истечении срока». */
export function latenessWords(locale: Locale, duration: string): string {
  const words = durationWords(locale, duration);
  if (words === translate(locale, 'duration.at_once')) return translate(locale, 'duration.late_at_once');
  return translate(locale, 'duration.late', { duration: words });
}
