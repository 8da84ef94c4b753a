import cronstrue from 'cronstrue/i18n';
import type { Locale } from '../domain/actor';

const AS_WELL_AS = { ru: ', а также: ', en: ', as well as: ' } satisfies Record<Locale, string>;

/** A cron expression that is known to be good, in words. */
export function cronText(expression: string, locale: Locale): string {
  const [minute, hour, day, month, weekday] = expression.trim().split(/\s+/);
  const words = (text: string) => cronstrue.toString(text, { locale, use24HourTimeFormat: true });
  if (day === '*' || weekday === '*') return words(expression);
  // Either day fits, where cronstrue's own words sound as if both had to.
  const [byDay, byWeekday] = [
    `${minute} ${hour} ${day} ${month} *`,
    `${minute} ${hour} * ${month} ${weekday}`,
  ];
  return words(byDay) + AS_WELL_AS[locale] + lowerFirst(words(byWeekday));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
