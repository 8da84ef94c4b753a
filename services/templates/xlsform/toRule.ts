import type { Rule } from '../../../domain/template';
import { type Expression, type Operator, UnreadableExpression } from './expression';
import type { ReferredQuestion } from './references';

export type FindQuestion = (name: string) => ReferredQuestion | undefined;

const FLIPPED: Partial<Record<Operator, Operator>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const LOGIC: Partial<Record<Operator, string>> = { '=': '==', '!=': '!=' };

/** @throws UnreadableExpression for what has no JsonLogic of its own */
export function toRule(expression: Expression, find: FindQuestion): Rule {
  const visit = (node: Expression): Rule => {
    if (node.kind === 'call') return callRule(node, visit, find);
    if (node.kind !== 'operation') throw new UnreadableExpression(wordsOf(node));
    const { operator } = node;
    if (operator === 'and' || operator === 'or') return { [operator]: operandsOf(node, operator).map(visit) };
    return comparisonRule(node, find);
  };
  return visit(expression);
}

type Operation = Extract<Expression, { kind: 'operation' }>;
type Call = Extract<Expression, { kind: 'call' }>;

/** `a and b and c` is one list, however the operator associates. */
function operandsOf(node: Expression, operator: Operator): Expression[] {
  if (node.kind !== 'operation' || node.operator !== operator) return [node];
  return [...operandsOf(node.left, operator), ...operandsOf(node.right, operator)];
}

function callRule(call: Call, visit: (node: Expression) => Rule, find: FindQuestion): Rule {
  const [first, second, third] = call.args;
  if (!first && (call.name === 'true' || call.name === 'false')) return call.name === 'true';
  if (call.name === 'not' && first && !second) return { '!': [visit(first)] };
  if (call.name !== 'selected' || first?.kind !== 'ref' || second?.kind !== 'text' || third) {
    throw new UnreadableExpression(`${call.name}()`);
  }
  const question = found(first.name, find);
  const value = literal(second, question);
  return question.type === 'multi_choice'
    ? { in: [value, valueOf(question)] }
    : { '==': [valueOf(question), value] };
}

function comparisonRule({ operator, left, right }: Operation, find: FindQuestion): Rule {
  if (isLiteral(left)) {
    if (isLiteral(right)) throw new UnreadableExpression(wordsOf(left));
    const flipped = FLIPPED[operator] ?? operator;
    return comparisonRule({ kind: 'operation', operator: flipped, left: right, right: left }, find);
  }
  if (!isLiteral(right)) throw new UnreadableExpression(wordsOf(left.kind === 'ref' ? right : left));
  if (left.kind === 'call') return lengthRule(left, LOGIC[operator] ?? operator, right, find);
  if (left.kind !== 'ref') throw new UnreadableExpression(wordsOf(left));
  const question = found(left.name, find);
  const value = valueOf(question);
  const constant = literal(right, question);
  const equality = LOGIC[operator];
  if (equality) return { [equality]: [value, constant] };
  if (!isOrdered(question, constant)) throw new UnreadableExpression(`${left.name} ${operator}`);
  // Without an answer an XPath comparison is false, while JsonLogic would take null for 0.
  return { and: [{ '!=': [value, null] }, { [operator]: [value, constant] }] };
}

function lengthRule(call: Call, operator: string, right: Literal, find: FindQuestion): Rule {
  const [first, ...more] = call.args;
  const isLength = call.name === 'count-selected' || call.name === 'string-length';
  if (!isLength || first?.kind !== 'ref' || more.length > 0 || right.kind !== 'number') {
    throw new UnreadableExpression(`${call.name}()`);
  }
  const { id } = found(first.name, find);
  return { [operator]: [{ var: [`answers.${id}.value.length`, 0] }, right.value] };
}

type Literal = Extract<Expression, { kind: 'text' | 'number' }> | DateCall;
interface DateCall extends Call {
  args: [{ kind: 'text'; value: string }];
}

function isLiteral(node: Expression): node is Literal {
  if (node.kind === 'text' || node.kind === 'number') return true;
  return (
    node.kind === 'call' && node.name === 'date' && node.args.length === 1 && node.args[0]?.kind === 'text'
  );
}

/** A literal as the answers of the question hold it: `''` is no answer, `yes` of a yes_no is true. */
function literal(node: Literal, question: ReferredQuestion): unknown {
  const plain = node.kind === 'call' ? node.args[0].value : node.value;
  if (plain === '') return null;
  if (question.type === 'yes_no' && (plain === 'yes' || plain === 'no')) return plain === 'yes';
  if (question.optionOf) return question.optionOf(String(plain)) ?? String(plain);
  if (question.type === 'number' && typeof plain === 'string') {
    if (Number.isNaN(Number(plain))) throw new UnreadableExpression(plain);
    return Number(plain);
  }
  return plain;
}

function isOrdered({ type }: ReferredQuestion, constant: unknown): boolean {
  if (type === 'number') return typeof constant === 'number';
  return (type === 'date' || type === 'time') && typeof constant === 'string';
}

function found(name: string, find: FindQuestion): ReferredQuestion {
  const question = find(name);
  if (!question) throw new UnreadableExpression(`\${${name}}`);
  return question;
}

const valueOf = ({ id }: ReferredQuestion) => ({ var: `answers.${id}.value` });

function wordsOf(node: Expression): string {
  switch (node.kind) {
    case 'ref':
      return `\${${node.name}}`;
    case 'self':
      return '.';
    case 'call':
      return `${node.name}()`;
    case 'operation':
      return node.operator;
    default:
      return String(node.value);
  }
}
