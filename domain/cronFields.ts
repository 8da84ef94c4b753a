import type { Fault, FaultCode } from './errors';

export type CronFieldName = 'minute' | 'hour' | 'day_of_month' | 'month' | 'day_of_week';

interface FieldShape {
  name: CronFieldName;
  from: number;
  to: number;
  words: readonly string[];
}

const MONTH_WORDS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAY_WORDS = 'SUN MON TUE WED THU FRI SAT'.split(' ');
/** Sunday is 0 and 7. */
const SHAPES: readonly FieldShape[] = [
  { name: 'minute', from: 0, to: 59, words: [] },
  { name: 'hour', from: 0, to: 23, words: [] },
  { name: 'day_of_month', from: 1, to: 31, words: [] },
  { name: 'month', from: 1, to: 12, words: MONTH_WORDS },
  { name: 'day_of_week', from: 0, to: 7, words: DAY_WORDS },
];
export const MOST_CRON_CHARACTERS = 100;
/** What other dialects add, and Temporal would understand otherwise or not at all. */
const UNSUPPORTED = /[LW#?]/i;
const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

interface Field {
  text: string;
  values: number[];
}

export type CronFields = Record<CronFieldName, Field>;

/** Undefined where there is any fault. */
export function cronFields(expression: string): CronFields | undefined {
  const { fields, faults } = read(expression);
  return faults.length === 0 ? (fields as CronFields) : undefined;
}

/** Every fault of the expression, each with its position in the text, counted from 1. */
export function cronFaults(expression: string, path = '/cron_expression'): Fault[] {
  return read(expression).faults.map(({ code, params }) => ({ path, code, params }));
}

interface CronFault {
  code: FaultCode;
  params: Record<string, string | number>;
}

function read(expression: string): { fields: Partial<CronFields>; faults: CronFault[] } {
  if (expression.length > MOST_CRON_CHARACTERS)
    return { fields: {}, faults: [{ code: 'field.too_long', params: { max: MOST_CRON_CHARACTERS } }] };
  const texts = [...expression.matchAll(/\S+/g)];
  if (texts.length !== SHAPES.length)
    return { fields: {}, faults: [{ code: 'schedule.cron_fields', params: { count: texts.length } }] };
  const fields: Partial<CronFields> = {};
  const faults: CronFault[] = [];
  SHAPES.forEach((shape, index) => {
    const { 0: text, index: start } = texts[index] as RegExpExecArray;
    const values = new Set<number>();
    let position = start + 1;
    for (const token of text.split(',')) {
      const outcome = valuesOf(token, shape, position);
      if ('code' in outcome) faults.push(outcome);
      else for (const value of outcome.values) values.add(shape.name === 'day_of_week' ? value % 7 : value);
      position += token.length + 1;
    }
    fields[shape.name] = { text, values: [...values].sort((a, b) => a - b) };
  });
  if (faults.length === 0 && !everComes(fields as CronFields))
    faults.push({ code: 'schedule.cron_never', params: {} });
  return { fields, faults };
}

function valuesOf(token: string, shape: FieldShape, position: number): { values: number[] } | CronFault {
  const faulty = (code: FaultCode, at: number, params: Record<string, string | number> = {}): CronFault => ({
    code,
    params: { position: position + at, token, ...params },
  });
  const bare = shape.words.reduce((text, word) => text.replaceAll(word, '...'), token.toUpperCase());
  const unsupported = UNSUPPORTED.exec(bare);
  if (unsupported) return faulty('schedule.cron_unsupported', unsupported.index, { sign: unsupported[0] });
  const match = /^(\*|[0-9A-Z]+)(?:-([0-9A-Z]+))?(?:\/(\d+))?$/i.exec(token);
  if (!match) return faulty('schedule.cron_unreadable', 0);
  const [, first = '', second, stepText] = match;
  const isStar = first === '*';
  const from = isStar ? shape.from : numberOf(first, shape);
  const to = isStar ? lastOf(shape) : second === undefined ? from : numberOf(second, shape);
  if ((isStar && second !== undefined) || Number.isNaN(from) || Number.isNaN(to))
    return faulty('schedule.cron_unreadable', 0);
  const outside = [from, to].find((value) => value < shape.from || value > shape.to);
  if (outside !== undefined)
    return faulty('schedule.cron_out_of_range', 0, { value: outside, min: shape.from, max: shape.to });
  if (to < from) return faulty('schedule.cron_backwards', 0);
  if (stepText === undefined) return { values: every(from, to, 1) };
  const step = Number(stepText);
  if (step < 1 || step > shape.to || (!isStar && second === undefined))
    return faulty('schedule.cron_step', token.indexOf('/'));
  return { values: every(from, to, step) };
}

/** A star names each day once. */
function lastOf({ name, to }: FieldShape): number {
  return name === 'day_of_week' ? to - 1 : to;
}

function numberOf(text: string, { from, words }: FieldShape): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const index = words.indexOf(text.toUpperCase());
  return index < 0 ? Number.NaN : index + (words === MONTH_WORDS ? from : 0);
}

function every(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

/** 31 April never does. */
function everComes({ day_of_month, month, day_of_week }: CronFields): boolean {
  if (day_of_week.text !== '*') return true;
  const firstDay = day_of_month.values[0] ?? 1;
  return month.values.some((number) => firstDay <= (LONGEST_MONTHS[number - 1] ?? 31));
}
