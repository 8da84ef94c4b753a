import cronstrue from 'cronstrue/i18n';
import type { Locale } from '../domain/actor';
import { type CronPlan, parseCron } from '../domain/cron';
import { inGoodRussian } from './cronRussian';

const AS_WELL_AS = { ru: ', а также: ', en: ', as well as: ' } satisfies Record<Locale, string>;
const AT = { ru: 'В', en: 'At' } satisfies Record<Locale, string>;
const AND = { ru: ' и ', en: ' and ' } satisfies Record<Locale, string>;
const MOST_TIMES = 8;
const LISTED_HOURS = /, (?:в|at) \d\d:00(?:(?:,? (?:и|and)|,) \d\d:00)+/;

/** A cron expression that is known to be good, in words. */
export function cronText(expression: string, locale: Locale): string {
  const [minute, hour, day, month, weekday] = expression.trim().split(/\s+/);
  const words = (...fields: (string | undefined)[]) => wordsOf(fields.join(' '), locale);
  if (day === '*' || weekday === '*') return words(minute, hour, day, month, weekday);
  // Either day fits, where cronstrue's own words sound as if both had to.
  const byDay = words(minute, hour, day, month, '*');
  return byDay + AS_WELL_AS[locale] + lowerFirst(words(minute, hour, '*', month, weekday));
}

function wordsOf(expression: string, locale: Locale): string {
  const plan = parseCron(expression);
  const clear = clearer(expression, plan);
  const [minute = '', hour = '', ...days] = clear.split(' ');
  const times = timesOf(minute, hour, plan);
  if (!times) return said(clear, locale).replace(LISTED_HOURS, `, ${spansOf(plan.hours, locale)}`);
  const everyMinute = said(['*', '*', ...days].join(' '), locale);
  return `${AT[locale]} ${listOf(times, locale)}${everyMinute.replace(/^[^,]+/, '')}`;
}

function said(expression: string, locale: Locale): string {
  const text = cronstrue.toString(expression, { locale, use24HourTimeFormat: true });
  return locale === 'ru' ? inGoodRussian(text, expression) : text;
}

/**
 * Lists in place of what cronstrue says badly: lists with ranges or steps in them, and steps that start anew. “Every 5
 * hours” is not what the clock does at midnight, and “every 2 days of the week” names none.
 */
function clearer(expression: string, plan: CronPlan): string {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = expression.split(' ');
  return [
    listed(minute, plan.minutes, isEven(minute, 60)),
    listed(hour, plan.hours, isEven(hour, 24)),
    listed(day, plan.days, day.startsWith('*/')),
    listed(month, plan.months, false),
    plan.weekdays.length === 7 ? '*' : listed(weekday, plan.weekdays, false),
  ].join(' ');
}

function listed(field: string, values: readonly number[], isClearStep: boolean): string {
  const isRange = /^\w+-\w+$/.test(field) && values.length > 1;
  return field === '*' || isClearStep || isRange ? field : values.join(',');
}

function isEven(field: string, whole: number): boolean {
  const step = /^\*\/(\d+)$/.exec(field)?.[1];
  return step !== undefined && whole % Number(step) === 0;
}

/** A few times of day, which are clearer than their pattern. */
function timesOf(minute: string, hour: string, { minutes, hours }: CronPlan): string[] | undefined {
  const isPattern = (field: string) => /[*-]/.test(field);
  if (isPattern(minute) || hour === '*' || minutes.length * hours.length > MOST_TIMES) return undefined;
  if (minute === '0' && isPattern(hour)) return undefined;
  return hours.flatMap((h) => minutes.map((m) => `${twoDigits(h)}:${twoDigits(m)}`));
}

/** “Every 5 minutes, at 08:00 and 14:00” means the whole of these hours. */
function spansOf(hours: readonly number[], locale: Locale): string {
  const firsts = hours.filter((hour) => !hours.includes(hour - 1));
  const lasts = hours.filter((hour) => !hours.includes(hour + 1));
  const spans = firsts.map((first, index) => {
    const [from, to] = [`${twoDigits(first)}:00`, `${twoDigits(lasts[index] ?? first)}:59`];
    return locale === 'ru' ? `с ${from} по ${to}` : `between ${from} and ${to}`;
  });
  return listOf(spans, locale);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function listOf(items: readonly string[], locale: Locale): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : items.slice(0, -1).join(', ') + AND[locale] + last;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
