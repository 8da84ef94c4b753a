import { isRecord } from '../../../domain/shape';
import type { Rule } from '../../../domain/template';
import type { ReferredQuestion } from './references';

/** By the question's id. */
export type FindById = (id: string) => ReferredQuestion | undefined;

const EQUALITY: Record<string, string> = { '==': '=', '!=': '!=' };
const ORDER = ['<', '<=', '>', '>='];

/**
 * An XLSForm expression that says nearly the same as the rule, for other programs that open the form; undefined
 * where there is none. Whether it gives back the very rule, the caller finds out by reading it.
 */
export function fromRule(rule: Rule, find: FindById): string | undefined {
  if (rule === true) return 'true()';
  if (rule === false) return 'false()';
  if (!isRecord(rule)) return undefined;
  const [operator, ...others] = Object.keys(rule);
  const args = operator === undefined ? undefined : rule[operator];
  if (operator === undefined || others.length > 0 || !Array.isArray(args)) return undefined;
  const guarded = guardedComparison(operator, args);
  if (guarded) return fromRule(guarded, find);
  if (operator === 'and' || operator === 'or') {
    const parts = args.map((arg) => fromRule(arg, find));
    if (parts.length < 2 || parts.includes(undefined)) return undefined;
    return parts.map((part, index) => (isJunction(args[index]) ? `(${part})` : part)).join(` ${operator} `);
  }
  if (operator === '!') {
    const inner = args.length === 1 ? fromRule(args[0], find) : undefined;
    return inner && `not(${inner})`;
  }
  return args.length === 2 ? comparison(operator, args, find) : undefined;
}

/** `{and: [{'!=': [x, null]}, {'<': [x, 5]}]}`: in XPath the first part goes without saying. */
function guardedComparison(operator: string, args: unknown[]): Rule | undefined {
  const [guard, comparison, ...more] = args;
  if (operator !== 'and' || more.length > 0 || !isRecord(guard) || !isRecord(comparison)) return undefined;
  const pair = guard['!='];
  const order = ORDER.find((sign) => Object.hasOwn(comparison, sign));
  const compared = order && comparison[order];
  if (!Array.isArray(pair) || pair[1] !== null || !Array.isArray(compared)) return undefined;
  return JSON.stringify(pair[0]) === JSON.stringify(compared[0]) ? comparison : undefined;
}

function isJunction(rule: unknown): boolean {
  if (!isRecord(rule)) return false;
  const junction = rule.and ?? rule.or;
  return Array.isArray(junction) && !guardedComparison('and' in rule ? 'and' : 'or', junction);
}

function comparison(operator: string, [left, right]: unknown[], find: FindById): string | undefined {
  if (operator === 'in') {
    const question = questionOf(right, find);
    const name = typeof left === 'string' ? question?.nameOf?.(left) : undefined;
    return question && name !== undefined ? `selected(\${${question.name}}, '${name}')` : undefined;
  }
  const sign = EQUALITY[operator] ?? (ORDER.includes(operator) ? operator : undefined);
  const question = questionOf(left, find);
  if (sign === undefined) return undefined;
  if (!question) return lengthComparison(sign, left, right, find);
  const literal = literalOf(right, question);
  return literal && `\${${question.name}} ${sign} ${literal}`;
}

function lengthComparison(sign: string, left: unknown, right: unknown, find: FindById): string | undefined {
  const path = isRecord(left) && Array.isArray(left.var) && left.var[1] === 0 ? left.var[0] : undefined;
  const id = typeof path === 'string' ? /^answers\.(.+)\.value\.length$/.exec(path)?.[1] : undefined;
  const question = id === undefined ? undefined : find(id);
  if (!question || typeof right !== 'number') return undefined;
  const count = question.type === 'multi_choice' ? 'count-selected' : 'string-length';
  return `${count}(\${${question.name}}) ${sign} ${right}`;
}

function questionOf(node: unknown, find: FindById): ReferredQuestion | undefined {
  const path = isRecord(node) ? node.var : undefined;
  const id = typeof path === 'string' ? /^answers\.([^.]+)\.value$/.exec(path)?.[1] : undefined;
  return id === undefined ? undefined : find(id);
}

function literalOf(value: unknown, question: ReferredQuestion): string | undefined {
  if (value === null) return "''";
  if (typeof value === 'boolean') {
    if (question.type !== 'yes_no') return undefined;
    return value ? "'yes'" : "'no'";
  }
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = question.nameOf ? question.nameOf(value) : value;
  if (text === undefined || text.includes("'")) return undefined;
  return question.type === 'date' ? `date('${text}')` : `'${text}'`;
}
