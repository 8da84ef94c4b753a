import { scoreOf, verdictOf } from '../../domain/score';
import { anAnswer, evaluate } from './builders';

type Loose = Record<string, unknown>;
const GRADES = [
  { value: 'good', label: 'Good' },
  { value: 'worn', label: 'Worn', score: 0.5 },
  { value: 'bad', label: 'Bad', failed: true },
  { value: 'rusty', label: 'Rusty', failed: true, score: 0.25 },
  { value: 'new', label: 'New', score: 2 },
];
const value = { var: 'answers.q.value' };

test.each<[Loose, unknown, number | null]>([
  [{ type: 'yes_no' }, true, 100],
  [{ type: 'yes_no' }, false, 0],
  [{ type: 'yes_no', fails_if: { '==': [value, true] } }, true, 0],
  [{ type: 'yes_no', fails_if: { '==': [value, true] } }, false, 100],
  [{ type: 'number' }, 5, null],
  [{ type: 'number', limit_min: 0 }, 5, null],
  [{ type: 'number', min: 5 }, 5, 100],
  [{ type: 'number', min: 5 }, 4.99, 0],
  [{ type: 'number', max: 5 }, 5, 100],
  [{ type: 'number', max: 5 }, 5.01, 0],
  [{ type: 'number', fails_if: { '>': [value, 5] } }, 5, 100],
  [{ type: 'number', fails_if: { '>': [value, 5] } }, 6, 0],
  [{ type: 'number', min: 1, fails_if: { '>': [value, 5] } }, 0, 100],
  [{ type: 'single_choice', options: GRADES }, 'good', 50],
  [{ type: 'single_choice', options: GRADES }, 'worn', 25],
  [{ type: 'single_choice', options: GRADES }, 'bad', 0],
  [{ type: 'single_choice', options: GRADES }, 'rusty', 12.5],
  [{ type: 'single_choice', options: GRADES }, 'new', 100],
  [{ type: 'single_choice', options: GRADES, fails_if: { '==': [value, 'new'] } }, 'new', 0],
  [{ type: 'multi_choice', options: GRADES }, ['new', 'good', 'worn'], 25],
  [{ type: 'multi_choice', options: GRADES }, ['new'], 100],
  [{ type: 'multi_choice', options: GRADES }, ['new', 'bad'], 0],
  [{ type: 'multi_choice', options: GRADES }, [], null],
  [{ type: 'multi_choice', options: GRADES, fails_if: { '!': value } }, [], 0],
  [{ type: 'text' }, 'fine', null],
  [{ type: 'text', fails_if: true }, 'fine', null],
  [{ type: 'date' }, '2025-01-01', null],
  [{ type: 'yes_no', weight: 0 }, true, null],
  [{ type: 'yes_no', allow_na: true }, anAnswer(null, { na: true }), null],
  [{ type: 'yes_no' }, null, null],
])('%j answered %j scores %j', (question, answer, score) => {
  expect(evaluate([question], { q: answer }).score).toBe(score);
});

test('weights decide how much an answer counts', () => {
  const questions = [{ id: 'a', weight: 3 }, { id: 'b' }, { id: 'c', weight: 0 }];
  expect(evaluate(questions, { a: true, b: false, c: false }).score).toBe(75);
});

test('unanswered questions do not lower the score', () => {
  expect(evaluate([{ id: 'a' }, { id: 'b' }], { a: true }).score).toBe(100);
});

test('a score has two decimals', () => {
  const third = { weight: 1, score: 1, best: 3 };
  expect(scoreOf([third])).toBe(33.33);
  expect(scoreOf([{ ...third, score: 2 }])).toBe(66.67);
  expect(scoreOf([])).toBeNull();
});

test('full marks are 100 whatever the weights', () => {
  const all = [0.1, 0.2, 0.3, 0.7].map((weight) => ({ weight, score: 1, best: 1 }));
  expect(scoreOf(all)).toBe(100);
});

test.each<[string, number | null, boolean, boolean, number | undefined, 'pass' | 'fail']>([
  ['nothing failed', 100, false, false, undefined, 'pass'],
  ['anything failed without a pass score', 99, true, false, undefined, 'fail'],
  ['anything failed, but enough for the pass score', 80, true, false, 80, 'pass'],
  ['just under the pass score', 79.99, true, false, 80, 'fail'],
  ['a critical failure, whatever the score', 99, true, true, 80, 'fail'],
  ['nothing scored, with a pass score', null, true, false, 80, 'pass'],
  ['nothing scored, without one', null, false, false, undefined, 'pass'],
])(
  '%s: score %j, failed %j, critical %j, pass score %j gives %s',
  (_, score, anyFailed, criticalFailed, pass, verdict) => {
    expect(verdictOf({ score, anyFailed, criticalFailed }, pass)).toBe(verdict);
  },
);

test('the pass score is held against the score as it is shown', () => {
  const questions = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  expect(evaluate(questions, { a: true, b: true, c: false }, { pass_score: 66.67 }).verdict).toBe('pass');
});
