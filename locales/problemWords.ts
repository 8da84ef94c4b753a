import type { Locale } from '../domain/actor';
import type { ErrorCode, Fault, FaultCode } from '../domain/errors';
import { hasMessage, translate, type MessageParams } from './translate';

/** Title and detail of a refusal. `check.incomplete` takes `count`. */
export function errorWords(locale: Locale, code: ErrorCode, params: MessageParams = {}) {
  return {
    title: translate(locale, `error.${code}.title`),
    detail: translate(locale, `error.${code}.detail`, params),
  };
}

/** Their words do not name the limits themselves. */
const RANGED: readonly FaultCode[] = ['field.out_of_range', 'answer.impossible'];

/**
 * The words of one fault. Params: `expected` or `type` names kinds of values (`integer`, `uuid`, `string,null`),
 * `allowed` the values that fit, `min` and `max` the range.
 */
export function faultMessage(locale: Locale, fault: Fault): string {
  const { max = 0, what = '' } = fault.params ?? {};
  const params = { ...fault.params, count: max, what: worded(locale, 'rule', what) };
  const message = translate(locale, `fault.${fault.code}`, params);
  const hint = hintOf(locale, fault);
  return hint === undefined ? message : `${message} ${hint}`;
}

function hintOf(locale: Locale, { code, params = {} }: Fault): string | undefined {
  const { type, expected = type, allowed, min, max } = params;
  if (expected !== undefined)
    return translate(locale, 'hint.expected', { expected: kindWords(locale, expected) });
  if (allowed !== undefined) return translate(locale, 'hint.allowed', { allowed });
  if (!RANGED.includes(code) || (min === undefined && max === undefined)) return undefined;
  const form = min === undefined ? 'max' : max === undefined ? 'min' : 'between';
  return translate(locale, 'hint.allowed', { allowed: translate(locale, `range.${form}`, params) });
}

function kindWords(locale: Locale, kinds: string | number): string {
  const words = String(kinds)
    .split(',')
    .map((kind) => worded(locale, 'type', kind));
  return [...new Set(words)].join(', ');
}

function worded(locale: Locale, group: 'type' | 'rule', word: string | number): string {
  const key = `${group}.${word}`;
  return hasMessage(locale, key) ? translate(locale, key) : String(word);
}
