import { argumentsOf } from '../../../../../domain/rules';
import { isRecord } from '../../../../../domain/shape';
import type { Rule } from '../../../../../domain/template';
import {
  checkFieldType,
  type Group,
  isFitting,
  isGroup,
  type Literal,
  type Operator,
  type SubjectType,
  type Test,
} from './condition';
import { needsAnswer } from './toRule';

export type TypeOf = (questionId: string) => SubjectType | undefined;

/**
 * The condition that holds exactly when the rule does; null where the builder has no words for it.
 * `selfId` as in toRule().
 */
export function fromRule(rule: Rule, typeOf: TypeOf, selfId?: string): Group | null {
  const part = partOf(rule, typeOf, selfId);
  if (part === null) return null;
  return isGroup(part) ? part : { joins: 'all', parts: [part] };
}

function partOf(rule: Rule, typeOf: TypeOf, selfId: string | undefined): Test | Group | null {
  const test = testOf(rule, typeOf);
  if (test) {
    if (!needsAnswer(test, selfId)) return test;
    // Written by hand, and true before anything is answered: said openly.
    return { joins: 'any', parts: [{ question: test.question, operator: 'unanswered' }, test] };
  }
  const { name, args } = operationOf(rule);
  if ((name !== 'and' && name !== 'or') || !Array.isArray(args) || args.length === 0) return null;
  const guarded = name === 'and' ? guardedTest(args, typeOf, selfId) : null;
  if (guarded) return guarded;
  const parts: (Test | Group)[] = [];
  for (const inner of args) {
    const part = partOf(inner, typeOf, selfId);
    if (part === null) return null;
    parts.push(part);
  }
  return { joins: name === 'and' ? 'all' : 'any', parts };
}

/** "Answered, and …", as toRule() writes a comparison that no answer would satisfy too. */
function guardedTest(args: unknown[], typeOf: TypeOf, selfId: string | undefined): Test | null {
  const [guard, test] = args.map((arg) => testOf(arg, typeOf));
  if (args.length !== 2 || !guard || !test || guard.operator !== 'answered') return null;
  return guard.question === test.question && needsAnswer(test, selfId) ? test : null;
}

function testOf(rule: Rule, typeOf: TypeOf): Test | null {
  const test = readTest(rule);
  if (!test) return null;
  return isFitting(checkFieldType(test.question) ?? typeOf(test.question), test) ? test : null;
}

const NEGATED: Partial<Record<Operator, Operator>> = {
  na: 'not_na',
  failed: 'not_failed',
  one_of: 'none_of',
  has: 'has_not',
};
const COMPARED: Record<string, Operator> = {
  '==': 'is',
  '===': 'is',
  '!=': 'is_not',
  '!==': 'is_not',
  '<': 'less',
  '<=': 'at_most',
  '>=': 'at_least',
  '>': 'more',
};
const COUNTED: Record<string, Operator> = { '>=': 'count_at_least', '<=': 'count_at_most' };

function readTest(rule: Rule): Test | null {
  const { name, args } = operationOf(rule);
  if (name === 'var') {
    const read = readAnswer(rule);
    return read && (read.field === 'na' || read.field === 'failed')
      ? { question: read.question, operator: read.field }
      : null;
  }
  if (name === '!') {
    const [inner, ...others] = argumentsOf(args);
    const test = others.length === 0 ? readTest(inner) : null;
    const operator = test && NEGATED[test.operator];
    return test && operator ? { ...test, operator } : null;
  }
  if (!Array.isArray(args) || args.length !== 2) return null;
  if (name === 'in') return readIn(args[0], args[1]);
  const read = readAnswer(args[0]);
  const operator = read?.field === 'value' ? COMPARED[name] : COUNTED[name];
  if (!read || !operator || (read.field !== 'value' && read.field !== 'value.length')) return null;
  return comparison(read.question, operator, args[1]);
}

function readIn(needle: unknown, hay: unknown): Test | null {
  const chosen = readAnswer(needle);
  if (chosen?.field === 'value') {
    const isList = Array.isArray(hay) && hay.every((item) => typeof item === 'string');
    return isList ? { question: chosen.question, operator: 'one_of', value: hay } : null;
  }
  const held = readAnswer(hay);
  return held?.field === 'value' && typeof needle === 'string'
    ? { question: held.question, operator: 'has', value: needle }
    : null;
}

function comparison(question: string, operator: Operator, literal: unknown): Test | null {
  if (literal === null) {
    if (operator === 'is') return { question, operator: 'unanswered' };
    return operator === 'is_not' ? { question, operator: 'answered' } : null;
  }
  return isLiteral(literal) ? { question, operator, value: literal } : null;
}

const isLiteral = (value: unknown): value is Literal =>
  ['boolean', 'number', 'string'].includes(typeof value);

const ANSWER = /^answers\.([a-z0-9_-]+)\.(value|value\.length|na|failed)$/;

function readAnswer(node: unknown): { question: string; field: string } | null {
  const { name, args } = operationOf(node);
  const [path, ...others] = argumentsOf(args);
  if (name !== 'var' || typeof path !== 'string' || others.length > 0) return null;
  if (checkFieldType(path)) return { question: path, field: 'value' };
  const [, question, field] = ANSWER.exec(path) ?? [];
  return question && field ? { question, field } : null;
}

function operationOf(node: unknown): { name: string; args: unknown } {
  if (!isRecord(node)) return { name: '', args: undefined };
  const [name = '', ...others] = Object.keys(node);
  return others.length > 0 ? { name: '', args: undefined } : { name, args: node[name] };
}
