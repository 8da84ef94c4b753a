import { ruleFaults } from '../../domain/ruleFaults';
import { evaluateRule, questionIdsIn, ruleHolds } from '../../domain/rules';
import { CHECK } from './builders';

const KNOWN = new Set(['a', 'b', 'c']);
const read = (path: string) => ({ var: path });
const seen = (value: unknown) => ({ value, na: false, failed: false, comment: null });

test.each([
  [{ var: 'answers.a.value' }, ['a']],
  [{ var: ['answers.a.value', { var: 'answers.b.value' }] }, ['a', 'b']],
  [{ and: [read('answers.a.failed'), { '!': read('answers.b.na') }, read('answers.a.value')] }, ['a', 'b']],
  [{ missing: ['answers.a.value', 'answers.b.value'] }, ['a', 'b']],
  [{ missing: [['answers.a.value']] }, ['a']],
  [{ missing_some: [1, ['answers.a.value', 'answers.c.value']] }, ['a', 'c']],
  [{ some: [read('answers.a.value'), { '==': [read('answers.b'), 'x'] }] }, ['a']],
  [read('check.area_id'), []],
  [true, []],
])('%j reads %j', (rule, ids) => {
  expect(questionIdsIn(rule)).toEqual(ids);
});

test.each([
  true,
  read('answers.a'),
  read('answers.a.value'),
  read('answers.a.value.0'),
  read('answers.a.comment'),
  read('check.executor_id'),
  { var: ['answers.a.value', 5] },
  { in: ['x', read('answers.a.value')] },
  { some: [read('answers.a.value'), { '==': [read(''), 'x'] }] },
  { reduce: [read('answers.a.value'), { '+': [read('accumulator'), 1] }, 0] },
  { if: [read('answers.a.failed'), true, false] },
  { '<=': [1, read('answers.a.value'), 5] },
])('%j is taken', (rule) => {
  expect(ruleFaults(rule, '/r', KNOWN)).toEqual([]);
});

test.each([
  ['a text', 'shape'],
  [5, 'shape'],
  [[true], 'shape'],
  [{}, 'shape'],
  [{ '==': [1, 1], '!=': [1, 1] }, 'shape'],
  [{ log: 'x' }, 'log'],
  [{ method: ['x', 'y'] }, 'method'],
  [{ constructor: [] }, 'constructor'],
  [{ 'a.b': [] }, 'a.b'],
  [read(''), ''],
  [read('answers'), 'answers'],
  [read('user.role'), 'user.role'],
  [read('check.score'), 'check.score'],
  [read('answers.a.files'), 'answers.a.files'],
  [read('answers.a.value.constructor'), 'answers.a.value.constructor'],
  [{ var: [read('answers.a.value')] }, 'var'],
  [{ missing: { merge: ['answers.a.value'] } }, 'missing'],
  [{ missing_some: [1] }, 'missing_some'],
  [{ map: [[1], { map: [[1], 1] }] }, 'map in map'],
  [{ reduce: [[1], { cat: [read('accumulator'), read('accumulator')] }, 'x'] }, 'cat in reduce'],
  [{ reduce: [[1], [read('accumulator'), read('accumulator')], 'x'] }, 'list in reduce'],
])('%j is refused for %j', (rule, what) => {
  expect(ruleFaults(rule, '/r', KNOWN)).toContainEqual(
    expect.objectContaining({ code: 'template.bad_rule', params: { what } }),
  );
});

test('an unknown question is named, with the place inside the rule', () => {
  expect(ruleFaults({ and: [true, { '!': [read('answers.zz.value')] }] }, '/r', KNOWN)).toEqual([
    { path: '/r/and/1/!/0', code: 'template.unknown_question', params: { id: 'zz' } },
  ]);
});

test('every fault of a rule is told at once', () => {
  const rule = { or: [{ log: 1 }, read('answers.x.value'), read('now')] };
  expect(ruleFaults(rule, '/r', KNOWN).map(({ path }) => path)).toEqual(['/r/or/0', '/r/or/1', '/r/or/2']);
});

function nested(depth: number): unknown {
  return depth === 1 ? { '!': true } : { '!': [nested(depth - 1)] };
}

test('a rule may be 20 deep, counting its values, and no deeper', () => {
  expect(ruleFaults(nested(19), '/r', KNOWN)).toEqual([]);
  expect(ruleFaults(nested(20), '/r', KNOWN)).toEqual([
    { path: '/r', code: 'template.bad_rule', params: { what: 'depth' } },
  ]);
  expect(ruleFaults(nested(5000), '/r', KNOWN)).toHaveLength(1);
});

test('a rule may have 200 nodes and no more', () => {
  expect(ruleFaults({ and: Array(199).fill(true) }, '/r', KNOWN)).toEqual([]);
  expect(ruleFaults({ and: Array(200).fill(true) }, '/r', KNOWN)).toEqual([
    { path: '/r', code: 'template.bad_rule', params: { what: 'size' } },
  ]);
});

test('a text that cannot be stored is refused', () => {
  expect(ruleFaults({ '==': ['\u0000', 1] }, '/r', KNOWN)).toEqual([
    { path: '/r/==/0', code: 'field.bad_text', params: { what: 'text' } },
  ]);
});

test('truth is JsonLogic’s: an empty list is false, the text "0" is true', () => {
  const context = { answers: { a: seen([]), b: seen('0') }, check: CHECK };
  expect(ruleHolds(read('answers.a.value'), context)).toBe(false);
  expect(ruleHolds(read('answers.b.value'), context)).toBe(true);
  expect(evaluateRule({ cat: ['x', read('answers.b.value')] }, context)).toBe('x0');
});
