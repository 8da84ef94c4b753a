import { argumentsOf, ITERATING } from '../../../../../domain/rules';
import { isRecord } from '../../../../../domain/shape';
import type { Rule } from '../../../../../domain/template';

const READING = new Set(['var', 'missing', 'missing_some']);
const COMPARING = new Set(['==', '===', '!=', '!==', 'in']);

/** The rule with a question named by its new id. */
export function renameInRule(rule: Rule, from: string, to: string): Rule {
  const path = `answers.${from}`;
  const renamed = (text: string) =>
    text === path || text.startsWith(`${path}.`) ? `answers.${to}${text.slice(path.length)}` : text;
  const visit = (node: unknown, isPath: boolean): unknown => {
    if (typeof node === 'string') return isPath ? renamed(node) : node;
    if (Array.isArray(node)) return node.map((item) => visit(item, isPath));
    if (!isRecord(node)) return node;
    return mapOperation(node, (operation, args) => {
      if (operation === 'var') return mapArguments(args, (argument, index) => visit(argument, index === 0));
      if (READING.has(operation)) return visit(args, true);
      // What is read inside is a field of the list's item, not an answer.
      if (ITERATING.has(operation))
        return mapArguments(args, (argument, index) => (index === 1 ? argument : visit(argument, false)));
      return visit(args, false);
    });
  };
  return visit(rule, false);
}

/** The rule with an option named by its new value, where it is compared with that question's answer. */
export function renameOptionInRule(rule: Rule, questionId: string, from: string, to: string): Rule {
  const isAnswer = (node: unknown) =>
    isRecord(node) && argumentsOf(node.var)[0] === `answers.${questionId}.value`;
  const renamed = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(renamed);
    return node === from ? to : node;
  };
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (!isRecord(node)) return node;
    return mapOperation(node, (operation, args) => {
      const compares = COMPARING.has(operation) && argumentsOf(args).some(isAnswer);
      return compares && Array.isArray(args)
        ? args.map((argument) => (isAnswer(argument) ? argument : renamed(argument)))
        : visit(args);
    });
  };
  return visit(rule);
}

function mapOperation(
  node: Record<string, unknown>,
  change: (operation: string, args: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(node).map(([operation, args]) => [operation, change(operation, args)]),
  );
}

function mapArguments(args: unknown, change: (argument: unknown, index: number) => unknown): unknown {
  return Array.isArray(args) ? args.map(change) : change(args, 0);
}
