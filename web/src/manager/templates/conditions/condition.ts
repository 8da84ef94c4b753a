import type { QuestionType } from '../../../../../domain/template';

/** What a question can be asked for in a condition. A comparison holds only where there is an answer. */
export type Operator = StateOperator | ComparingOperator;

const STATES = ['answered', 'unanswered', 'na', 'not_na', 'failed', 'not_failed'] as const;
type StateOperator = (typeof STATES)[number];
type ComparingOperator =
  | 'is'
  | 'is_not'
  | 'less'
  | 'at_most'
  | 'at_least'
  | 'more'
  | 'one_of'
  | 'none_of'
  | 'has'
  | 'has_not'
  | 'count_at_least'
  | 'count_at_most';

export type Literal = boolean | number | string | string[];

/** What of the check itself is asked for; no question's id has a dot. */
export const AREA = 'check.area_id';
export const EXECUTOR = 'check.executor_id';

export type SubjectType = QuestionType | 'area' | 'person';
const CHECK_FIELDS: Record<string, SubjectType> = { [AREA]: 'area', [EXECUTOR]: 'person' };

/** Undefined for a question. */
export const checkFieldType = (id: string): SubjectType | undefined =>
  Object.hasOwn(CHECK_FIELDS, id) ? CHECK_FIELDS[id] : undefined;

export interface Test {
  /** A question's id, or a field of the check. */
  question: string;
  operator: Operator;
  /** Where the operator compares. */
  value?: Literal;
}

export interface Group {
  joins: 'all' | 'any';
  parts: (Test | Group)[];
}

/** A question, or a field of the check, as far as a condition names it. */
export interface NamedQuestion {
  id: string;
  type: SubjectType;
  text: string;
  /** `depth` where they are a tree, each below the last of a lesser one. */
  options?: readonly { value: string; label: string; depth?: number }[];
  /** Said in place of a value that is none of the options. */
  unknown?: string;
}

export function isGroup(part: Test | Group): part is Group {
  return 'joins' in part;
}

export function isState(operator: Operator): operator is StateOperator {
  return (STATES as readonly string[]).includes(operator);
}

const GIVEN = ['answered', 'unanswered', 'na', 'not_na'] as const;
const JUDGED = ['failed', 'not_failed', ...GIVEN] as const;
const ORDERED = ['is', 'is_not', 'less', 'at_most', 'at_least', 'more'] as const;

const CHOSEN = ['is', 'is_not', 'one_of', 'none_of'] as const;

export const OPERATORS: Record<SubjectType, readonly Operator[]> = {
  yes_no: ['is', 'is_not', ...JUDGED],
  single_choice: [...CHOSEN, ...JUDGED],
  multi_choice: ['has', 'has_not', 'count_at_least', 'count_at_most', ...JUDGED],
  number: [...ORDERED, ...JUDGED],
  text: ['is', 'is_not', 'has', 'has_not', ...JUDGED],
  date: [...ORDERED, ...JUDGED],
  time: [...ORDERED, ...JUDGED],
  // Moments are written with any offset, so that their texts have no order.
  datetime: JUDGED,
  photo: ['count_at_least', 'count_at_most', ...JUDGED],
  signature: JUDGED,
  instruction: [],
  // Not every check has an area; each has an executor.
  area: [...CHOSEN, 'answered', 'unanswered'],
  person: CHOSEN,
};

/** Whether a question of that type can be compared so; of a question that is not there only the kind of value counts. */
export function isFitting(type: SubjectType | undefined, { operator, value }: Test): boolean {
  if (type !== undefined && !OPERATORS[type].includes(operator)) return false;
  if (isState(operator)) return true;
  if (operator === 'one_of' || operator === 'none_of') return Array.isArray(value);
  if (operator.startsWith('count')) return typeof value === 'number';
  if (type === 'yes_no') return typeof value === 'boolean';
  if (type === 'number') return typeof value === 'number';
  if (type === undefined) return !Array.isArray(value);
  return typeof value === 'string';
}
