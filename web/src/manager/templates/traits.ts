import type { AnyQuestion } from '../data/types';
import type { ManagerWords } from '../words';

type TypeKey = Parameters<ManagerWords>[0] & `templates.type.${string}`;

/** What a question is like, in words: its type, its range, whether it must be answered. */
export function traits(t: ManagerWords, question: AnyQuestion, language: string): string[] {
  const { type, required = true, critical, allow_na } = question;
  const range = rangeText(t, question, language);
  return [
    t(`templates.type.${type}` as TypeKey),
    range,
    type !== 'instruction' && t(required ? 'templates.required' : 'templates.optional'),
    critical && t('templates.critical'),
    allow_na && t('templates.allow_na'),
  ].filter((word): word is string => typeof word === 'string' && word !== '');
}

/** What a number is accepted in; blank where nothing is said. */
export function rangeText(t: ManagerWords, { min, max, unit }: AnyQuestion, language: string): string {
  const amount = (value: number) => `${value.toLocaleString(language)}${unit ? ` ${unit}` : ''}`;
  if (min !== undefined && max !== undefined)
    return t('templates.range', { min: amount(min), max: amount(max) });
  if (min !== undefined) return t('templates.range_min', { min: amount(min) });
  return max === undefined ? '' : t('templates.range_max', { max: amount(max) });
}
