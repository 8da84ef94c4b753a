import { isDateText } from '../../../domain/dateText';
import type { Question, QuestionType } from '../../../domain/template';
import { type Expression, UnreadableExpression, parseExpression } from './expression';

/** The question's fields that a constraint stands for, for example `{min: 1, max: 5}`. */
export type ConstraintFields = Record<string, number | string>;

/** XLSForm's question, with its integers told apart. */
export interface Constrained {
  type: QuestionType;
  whole: boolean;
}

const MIRRORED: Record<string, string> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' };

/**
 * `. >= 1 and . <= 5` of a number, `string-length(.) <= 100` of a text, `count-selected(.) >= 2` of a select_multiple,
 * `. >= date('2026-01-01')` of a date.
 * @throws UnreadableExpression
 */
export function readConstraint(source: string, question: Constrained): ConstraintFields {
  const fields: ConstraintFields = {};
  for (const term of termsOf(parseExpression(source))) {
    for (const [name, value] of Object.entries(fieldsOf(term, question))) {
      if (Object.hasOwn(fields, name)) throw new UnreadableExpression(source);
      fields[name] = value;
    }
  }
  return fields;
}

type Operation = Extract<Expression, { kind: 'operation' }>;

function termsOf(expression: Expression): Operation[] {
  if (expression.kind !== 'operation' || expression.operator === 'or') {
    throw new UnreadableExpression(expression.kind === 'call' ? `${expression.name}()` : 'or');
  }
  if (expression.operator !== 'and') return [expression];
  return [...termsOf(expression.left), ...termsOf(expression.right)];
}

function fieldsOf({ operator, left, right }: Operation, question: Constrained): ConstraintFields {
  const mirrored = MIRRORED[operator];
  const turned = subjectOf(left) === undefined;
  const subject = subjectOf(turned ? right : left);
  const bound = boundOf(turned ? left : right);
  const sign = turned ? mirrored : operator;
  if (subject === undefined || bound === undefined || sign === undefined)
    throw new UnreadableExpression(operator);
  const names = namesOf(subject, question);
  if (typeof bound === 'number')
    return numberFields(sign, bound, names, subject !== 'value' || question.whole);
  if (subject !== 'value' || !isDated(question.type) || !isDateText(question.type, bound)) {
    throw new UnreadableExpression(bound);
  }
  if (sign === '>=' && names.low) return { [names.low]: bound };
  if (sign === '<=' && names.high) return { [names.high]: bound };
  throw new UnreadableExpression(`. ${sign} ${bound}`);
}

interface Names {
  low?: string;
  high?: string;
}

function namesOf(subject: Subject, { type }: Constrained): Names {
  if (subject === 'value' && type === 'number') return { low: 'min', high: 'max' };
  if (subject === 'value' && isDated(type)) return { low: 'not_before', high: 'not_after' };
  if (subject === 'string-length' && type === 'text') return { high: 'max_length' };
  if (subject === 'count-selected' && type === 'multi_choice')
    return { low: 'min_selected', high: 'max_selected' };
  throw new UnreadableExpression(subject === 'value' ? '.' : `${subject}(.)`);
}

/** An open bound can be said by a closed one where there are only whole numbers. */
function numberFields(sign: string, bound: number, { low, high }: Names, whole: boolean): ConstraintFields {
  const shift = sign === '>' ? 1 : sign === '<' ? -1 : 0;
  if (shift !== 0 && !(whole && Number.isInteger(bound)))
    throw new UnreadableExpression(`. ${sign} ${bound}`);
  const value = bound + shift;
  if (sign === '=' && low && high) return { [low]: value, [high]: value };
  if (sign.startsWith('>') && low) return { [low]: value };
  if (sign.startsWith('<') && high) return { [high]: value };
  throw new UnreadableExpression(`${sign} ${bound}`);
}

type Subject = 'value' | 'string-length' | 'count-selected';

function subjectOf(node: Expression): Subject | undefined {
  if (node.kind === 'self') return 'value';
  if (node.kind !== 'call' || node.args.length !== 1 || node.args[0]?.kind !== 'self') return undefined;
  return node.name === 'string-length' || node.name === 'count-selected' ? node.name : undefined;
}

function boundOf(node: Expression): number | string | undefined {
  if (node.kind === 'number' || node.kind === 'text') return node.value;
  const [argument] = node.kind === 'call' && node.name === 'date' ? node.args : [];
  return argument?.kind === 'text' ? argument.value : undefined;
}

function isDated(type: QuestionType): type is 'date' | 'time' | 'datetime' {
  return type === 'date' || type === 'time' || type === 'datetime';
}

/** The constraint that other programs are to hold an answer to; empty where there is none. */
export function writeConstraint(question: Question): string {
  switch (question.type) {
    case 'number':
      return bounds('.', question.min, question.max);
    case 'text':
      return question.max_length === 2000 ? '' : bounds('string-length(.)', undefined, question.max_length);
    case 'multi_choice':
      return bounds('count-selected(.)', question.min_selected, question.max_selected);
    case 'date':
      return bounds('.', dateCall(question.not_before), dateCall(question.not_after));
    default:
      return '';
  }
}

function bounds(subject: string, low?: number | string, high?: number | string): string {
  return [low !== undefined && `${subject} >= ${low}`, high !== undefined && `${subject} <= ${high}`]
    .filter(Boolean)
    .join(' and ');
}

const dateCall = (date: string | undefined) => date && `date('${date}')`;
