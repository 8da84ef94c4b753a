import type { CurrentAnswer } from '../../domain/answer';
import { chosenOptions } from '../../domain/failure';
import type { Question } from '../../domain/template';
import type { Locale } from '../../domain/actor';
import { localTime } from '../../locales/localTime';
import { translate } from '../../locales/translate';

/** An answer as a person would say it. */
export function answerText(
  question: Question,
  { value, na }: Pick<CurrentAnswer, 'value' | 'na'>,
  locale: Locale,
  zone: string,
): string {
  if (na) return translate(locale, 'bot.question.na');
  switch (question.type) {
    case 'yes_no':
      return translate(locale, value === true ? 'bot.question.yes' : 'bot.question.no');
    case 'single_choice':
    case 'multi_choice': {
      const labels = chosenOptions(question.options, value).map(({ label }) => label);
      return labels.length > 0 ? labels.join(', ') : translate(locale, 'bot.question.nothing');
    }
    case 'number':
      return measured(Number(value), question.unit, locale);
    case 'date':
      return dayText(String(value), locale);
    case 'datetime':
      return localTime(locale, String(value), zone);
    case 'photo':
      return translate(locale, 'bot.question.attached', { count: Array.isArray(value) ? value.length : 0 });
    case 'signature':
      return translate(locale, 'bot.question.signed');
    default:
      return String(value);
  }
}

export function measured(value: number, unit: string | undefined, locale: Locale): string {
  const digits = value.toLocaleString(locale, { maximumFractionDigits: 10, useGrouping: false });
  return unit ? `${digits}\u00a0${unit}` : digits;
}

/** «от 2 до 8 °C»; undefined where there are no limits. */
export function rangeText(
  locale: Locale,
  unit: string | undefined,
  min: number | undefined,
  max: number | undefined,
): string | undefined {
  if (min === undefined && max === undefined) return undefined;
  const form = min === undefined ? 'max' : max === undefined ? 'min' : 'between';
  return translate(locale, `range.${form}`, {
    ...(min !== undefined && { min: measured(min, max === undefined ? unit : undefined, locale) }),
    ...(max !== undefined && { max: measured(max, unit, locale) }),
  });
}

export function dayText(date: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}
