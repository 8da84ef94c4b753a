import type { Locale } from '../domain/actor';
import type { ErrorCode, Fault } from '../domain/errors';
import { hasMessage, translate, type MessageParams } from './translate';

/** Title and detail of a refusal. `check.incomplete` takes `count`. */
export function errorWords(locale: Locale, code: ErrorCode, params: MessageParams = {}) {
  return {
    title: translate(locale, `error.${code}.title`),
    detail: translate(locale, `error.${code}.detail`, params),
  };
}

/** The words of one fault; `expected` names a kind of value (`integer`, `uuid`), `min` and `max` become a range. */
export function faultMessage(locale: Locale, fault: Fault): string {
  const params: MessageParams = { ...fault.params };
  const { expected, min, max } = params;
  if (typeof expected === 'string') params.expected = expectedWords(locale, expected);
  if (min !== undefined && max !== undefined) params.range = translate(locale, 'range.between', { min, max });
  else if (min !== undefined) params.range = translate(locale, 'range.min', { min });
  else if (max !== undefined) params.range = translate(locale, 'range.max', { max });
  return translate(locale, `fault.${fault.code}`, params);
}

function expectedWords(locale: Locale, expected: string): string {
  const words = expected.split(',').map((type) => {
    const key = `type.${type}`;
    return hasMessage(locale, key) ? translate(locale, key) : type;
  });
  return [...new Set(words)].join(', ');
}
