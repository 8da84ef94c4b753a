import { apply, type RulesLogic, truthy } from 'json-logic-js';
import type { Rule } from './template';

/** What rules see of a visible question. Hidden questions are absent. */
export interface SeenAnswer {
  value: unknown;
  na: boolean;
  failed: boolean;
  comment: string | null;
}

export interface RuleContext {
  answers: Record<string, SeenAnswer>;
  check: { area_id: string | null; executor_id: string };
}

export function hasRule(rule: Rule | undefined): boolean {
  return rule !== undefined && rule !== null;
}

export function evaluateRule(rule: Rule, context: RuleContext): unknown {
  // The library's type spells out every operation; ruleFaults() has checked the rule when it was saved.
  return apply(rule as RulesLogic, context);
}

/** JsonLogic's truth: an empty list is false, all else as in JavaScript. */
export function ruleHolds(rule: Rule, context: RuleContext): boolean {
  return truthy(evaluateRule(rule, context));
}

/** The questions whose answers a rule reads, each once, in order of appearance. */
export function questionIdsIn(rule: Rule): string[] {
  const ids = new Set<string>();
  for (const path of pathsIn(rule)) {
    const [root, id] = path.split('.');
    if (root === 'answers' && id) ids.add(id);
  }
  return [...ids];
}

/** Operations that read the context by paths, and those whose body reads an item of a list by them. */
const READING = new Set(['var', 'missing', 'missing_some']);
export const ITERATING = new Set(['map', 'filter', 'reduce', 'all', 'none', 'some']);

function pathsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(pathsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([operation, args]) => {
    if (ITERATING.has(operation)) return pathsIn(argumentsOf(args).filter((_, index) => index !== 1));
    return READING.has(operation) ? [...readPaths(operation, args), ...pathsIn(args)] : pathsIn(args);
  });
}

/** `{"var": "a"}`, `{"var": ["a", default]}`, `{"missing": ["a", "b"]}`, `{"missing": [["a", "b"]]}`, `{"missing_some": [1, ["a"]]}`. */
export function readPaths(operation: string, args: unknown): string[] {
  const all = argumentsOf(args);
  const read = operation === 'var' ? all.slice(0, 1) : all.flat();
  return read.filter((path) => typeof path === 'string');
}

export function argumentsOf(args: unknown): unknown[] {
  return Array.isArray(args) ? args : [args];
}
