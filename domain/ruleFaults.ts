import type { Fault, FaultCode } from './errors';
import { isStorable } from './plainText';
import { argumentsOf, ITERATING, readPaths } from './rules';
import { child, isRecord } from './shape';
import type { Rule } from './template';

const OPERATIONS = new Set(
  (
    'var missing missing_some if ?: == === != !== ! !! or and > >= < <= max min + - * / % ' +
    'map filter reduce all none some merge in cat substr'
  ).split(' '),
);
const DEEPEST = 20;
const MOST_NODES = 200;

const ANSWER_PATH = /^answers\.([a-z0-9_-]+)(\.(value(\.\d+|\.length)?|na|failed|comment))?$/;
const CHECK_PATH = /^check\.(area_id|executor_id)$/;

/**
 * What is wrong with a JsonLogic rule. Only rules that end soon and cannot throw pass: an iteration inside
 * another's body, or a `reduce` that glues its accumulator, can take time and memory without bound.
 * `params.what` is the offending operation or path, or `depth`, `size`, `shape`.
 */
export function ruleFaults(rule: Rule, path: string, knownIds: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = [];
  let nodes = 0;
  let tooDeep = false;
  const report = (at: string, what: string, code: FaultCode = 'template.bad_rule') => {
    faults.push({ path: at, code, params: { what } });
  };

  function visit(node: unknown, at: string, depth: number, body: string | null): void {
    nodes += 1;
    if (nodes > MOST_NODES) return;
    if (depth > DEEPEST) {
      tooDeep = true;
      return;
    }
    if (typeof node === 'string' && !isStorable(node)) return report(at, 'text', 'field.bad_text');
    if (Array.isArray(node)) {
      if (body === 'reduce') report(at, 'list in reduce');
      node.forEach((item, index) => {
        visit(item, child(at, index), depth + 1, body);
      });
    } else if (isRecord(node)) visitOperation(node, at, depth, body);
  }

  function visitOperation(
    node: Record<string, unknown>,
    at: string,
    depth: number,
    body: string | null,
  ): void {
    const [operation, ...others] = Object.keys(node);
    if (operation === undefined || others.length > 0) return report(at, 'shape');
    if (!OPERATIONS.has(operation)) return report(at, operation.slice(0, 80));
    if (body !== null && ITERATING.has(operation)) return report(at, `${operation} in ${body}`);
    if (body === 'reduce' && (operation === 'cat' || operation === 'merge')) {
      return report(at, `${operation} in reduce`);
    }
    const args = node[operation];
    const inside = child(at, operation);
    if (operation === 'var' || operation === 'missing' || operation === 'missing_some') {
      if (!readsPlainly(operation, args)) return report(at, operation);
      if (body === null) for (const read of readPaths(operation, args)) visitPath(read, at);
      nodes += readPaths(operation, args).length;
      if (operation === 'var' && Array.isArray(args) && args.length > 1) {
        visit(args[1], child(inside, 1), depth + 1, body);
      }
      return;
    }
    argumentsOf(args).forEach((argument, index) => {
      const argumentAt = Array.isArray(args) ? child(inside, index) : inside;
      visit(argument, argumentAt, depth + 1, ITERATING.has(operation) && index === 1 ? operation : body);
    });
  }

  function visitPath(read: string, at: string): void {
    const id = ANSWER_PATH.exec(read)?.[1];
    if (id === undefined) {
      if (!CHECK_PATH.test(read)) report(at, read.slice(0, 80));
    } else if (!knownIds.has(id)) {
      faults.push({ path: at, code: 'template.unknown_question', params: { id } });
    }
  }

  if (typeof rule !== 'boolean' && !isRecord(rule)) report(path, 'shape');
  else visit(rule, path, 1, null);
  if (tooDeep) report(path, 'depth');
  if (nodes > MOST_NODES) report(path, 'size');
  return faults;
}

/** A computed path hides which questions a rule depends on. */
function readsPlainly(operation: string, args: unknown): boolean {
  if (operation === 'var') {
    const all = argumentsOf(args);
    return typeof all[0] === 'string' && all.length <= 2;
  }
  if (operation === 'missing') {
    const all = argumentsOf(args);
    return isTextList(all.length === 1 && Array.isArray(all[0]) ? all[0] : all);
  }
  return Array.isArray(args) && args.length === 2 && Number.isInteger(args[0]) && isTextList(args[1]);
}

function isTextList(list: unknown): boolean {
  return Array.isArray(list) && list.every((item) => typeof item === 'string');
}
