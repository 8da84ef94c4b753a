import type { NumberQuestion, Option, Question } from '../domain/template';
import type { Times } from './times';
import { fill, type ReportWords } from './words';

export interface Manner {
  words: ReportWords;
  times: Times;
  language: 'ru' | 'en';
}

/** Numbers as the language writes them, no digit lost. */
export function numberText(value: number, language: 'ru' | 'en', decimals = 0): string {
  return value.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: 12 });
}

const label = (options: Option[], value: unknown) =>
  options.find((option) => option.value === value)?.label ?? String(value);

/** An answer's value in words. A photo or signature is told by its word, since the picture stands beside it. */
export function answerText(
  question: Question,
  value: unknown,
  photos: number,
  { words, times, language }: Manner,
): string {
  if (question.type === 'photo') return fill(words.photos_made, { count: photos });
  if (value === null || value === undefined) return words.no_answer;
  switch (question.type) {
    case 'yes_no':
      return value === true ? words.yes : words.no;
    case 'single_choice':
      return label(question.options, value);
    case 'multi_choice':
      return Array.isArray(value)
        ? value.map((one) => label(question.options, one)).join('; ')
        : String(value);
    case 'number': {
      const shown = numberText(Number(value), language, question.decimals);
      return question.unit ? `${shown}\u00a0${question.unit}` : shown;
    }
    case 'date':
      return times.date(String(value));
    case 'datetime': {
      const at = new Date(String(value));
      return Number.isNaN(at.getTime()) ? String(value) : times.moment(at);
    }
    case 'signature':
      return words.signed;
    default:
      return String(value);
  }
}

/** The accepted range of a number; empty without one. */
export function rangeText({ min, max, unit }: NumberQuestion, { words, language }: Manner): string {
  const bound = (value: number) => numberText(value, language);
  const withUnit = (text: string) => (unit ? `${text}\u00a0${unit}` : text);
  if (min !== undefined && max !== undefined)
    return withUnit(fill(words.range, { min: bound(min), max: bound(max) }));
  if (min !== undefined) return withUnit(fill(words.range_min, { min: bound(min) }));
  if (max !== undefined) return withUnit(fill(words.range_max, { max: bound(max) }));
  return '';
}

/** Whether "in order" says anything: a free text that did not fail was never judged. */
export function isJudged(question: Question): boolean {
  if (question.fails_if !== undefined) return true;
  switch (question.type) {
    case 'yes_no':
      return true;
    case 'single_choice':
    case 'multi_choice':
      return question.options.some((option) => option.failed);
    case 'number':
      return question.min !== undefined || question.max !== undefined;
    default:
      return false;
  }
}
