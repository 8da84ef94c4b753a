import type { Check, Unsent, UnsentAnswer, UnsentComment, UnsentSubmit } from '../../web/src/api/unsent';
import { holdUps, isLeaving, isSameAnswer, nextTurn, submitStands } from '../../web/src/executor/queueRules';

const ME = 'me';
let given = 0;
const common = (check_id: string) => {
  given += 1;
  const seq = given;
  return {
    ...{ seq, user_id: ME, check_id, check_title: check_id, client_id: `client-${seq}` },
    answered_at: '2026-11-24T08:00:00.000Z',
  };
};
const anAnswer = (check_id: string, question_id: string, more: Partial<UnsentAnswer> = {}): UnsentAnswer => ({
  ...{ ...common(check_id), question_id, question_text: question_id, value: true },
  ...more,
});
const aComment = (check_id: string, more: Partial<UnsentComment> = {}): UnsentComment => ({
  ...{ ...common(check_id), kind: 'comment', text: 'Течёт' },
  ...more,
});
const aSubmit = (check_id: string, more: Partial<UnsentSubmit> = {}): UnsentSubmit => ({
  ...{ ...common(check_id), kind: 'submit', seen: {} },
  ...more,
});
const recorded = (value: unknown, revision: number, files: string[] = []) => ({
  ...{ value, na: false, failed: false, comment: null, files, revision },
  ...{ answered_at: '2026-11-24T09:00:00.000Z', answered_by: { id: ME, full_name: 'Я' } },
});
const aCheck = (status: Check['status'], answers: Check['answers'] = {}, executor = ME) => ({
  ...{ status, answers },
  executor: { id: executor, username: executor, full_name: executor },
});

/** Everything leaves as it comes; what is postponed or refused stays. */
function orderOf(rows: Unsent[], postponed: ReadonlySet<string> = new Set()): string[] {
  const order: string[] = [];
  let left = rows;
  for (let turn = nextTurn(left, ME, postponed); turn; turn = nextTurn(left, ME, postponed)) {
    const gone: Unsent[] =
      turn.kind === 'answers' ? turn.batch : [turn.kind === 'comment' ? turn.comment : turn.submit];
    order.push(`${turn.kind} of ${turn.check_id}${gone.length > 1 ? ` × ${gone.length}` : ''}`);
    left = left.filter((row) => !gone.includes(row));
  }
  return order;
}

test('a check is handed in after all else of it has left, in whatever order it was given', () => {
  const rows = [
    aSubmit('a'),
    anAnswer('a', 'horn'),
    aComment('a'),
    anAnswer('b', 'oil'),
    anAnswer('a', 'tyres'),
  ];
  expect(orderOf(rows)).toEqual(['answers of a × 2', 'comment of a', 'submit of a', 'answers of b']);
});

test('two answers to one question leave one after the other, so that the second knows what it follows', () => {
  const rows = [anAnswer('a', 'horn', { tried: true }), anAnswer('a', 'horn'), anAnswer('a', 'oil')];
  expect(orderOf(rows)).toEqual(['answers of a × 2', 'answers of a']);
});

test('what is refused holds up the submit of its own check alone', () => {
  const rows = [
    anAnswer('a', 'horn', {
      ...{ refused: 'changed', refused_code: 'answer.changed', theirs: recorded(false, 2) },
    }),
    ...[aSubmit('a'), anAnswer('a', 'oil'), aSubmit('b')],
  ];
  expect(orderOf(rows)).toEqual(['answers of a', 'submit of b']);
  expect(holdUps(rows, rows[1] as UnsentSubmit)).toEqual([rows[0]]);
  expect(rows.filter((row) => row.kind === 'submit').map((row) => isLeaving(rows, row))).toEqual([
    false,
    true,
  ]);
  expect(
    orderOf([aComment('a', { refused: 'too long', refused_code: 'request.invalid' }), aSubmit('a')]),
  ).toEqual([]);
});

test('a submit of a check that takes nothing any more is told the same as its answers', () => {
  const gone = anAnswer('a', 'horn', { refused: 'closed', refused_code: 'check.closed' });
  const submit = aSubmit('a');
  expect(nextTurn([gone, submit], ME, new Set())).toEqual({
    ...{ kind: 'submit', check_id: 'a', submit, because: gone },
  });
});

test('what is postponed, refused or of another person does not leave', () => {
  const rows = [
    anAnswer('a', 'horn'),
    anAnswer('b', 'horn', { user_id: 'neighbour' }),
    aSubmit('c', { refused: '', refused_code: 'submit.changed' }),
  ];
  expect(orderOf(rows, new Set(['a']))).toEqual([]);
});

test('a batch holds no more than the server takes', () => {
  const many = Array.from({ length: 201 }, (_, index) => anAnswer('a', `q${index}`));
  expect(orderOf(many)).toEqual(['answers of a × 200', 'answers of a']);
  const long = [1, 2, 3].map((index) => anAnswer('a', `t${index}`, { comment: 'я'.repeat(400_000) }));
  expect(orderOf(long)).toEqual(['answers of a × 2', 'answers of a']);
});

describe('before a submit leaves', () => {
  const now = Date.parse('2026-11-24T10:00:00.000Z');
  const submit = aSubmit('a', { seen: { horn: 1 } });

  test.each<[string, UnsentSubmit, ReturnType<typeof aCheck>, object]>([
    ['as it was seen', submit, aCheck('in_progress', { horn: recorded(true, 1) }), { is: 'ready' }],
    [
      'answered elsewhere',
      submit,
      aCheck('in_progress', { horn: recorded(false, 2), oil: recorded(4, 1) }),
      { is: 'changed', questions: ['horn', 'oil'] },
    ],
    ['arrived, its reply lost', { ...submit, tried: true }, aCheck('completed'), { is: 'arrived' }],
    ['handed in by another device', submit, aCheck('submitted'), { is: 'arrived' }],
    ['cancelled: the server says so', submit, aCheck('cancelled'), { is: 'ready' }],
    ['completed by another person', submit, aCheck('completed', {}, 'neighbour'), { is: 'ready' }],
    [
      'tried so long ago that a repeat would not be known',
      { ...submit, tried: true, answered_at: '2026-11-22T08:00:00.000Z' },
      aCheck('in_progress', { horn: recorded(true, 1) }),
      { is: 'stale' },
    ],
    [
      'given long ago and never tried',
      { ...submit, answered_at: '2026-11-22T08:00:00.000Z' },
      aCheck('in_progress', { horn: recorded(true, 1) }),
      { is: 'ready' },
    ],
  ])('%s', (_, entry, check, expected) => {
    expect(submitStands(entry, check, now)).toEqual(expected);
  });
});

test('an answer is the same where value, comment and files are', () => {
  expect(isSameAnswer(anAnswer('a', 'horn', { files: ['f1'] }), recorded(true, 3, ['f1']))).toBe(true);
  expect(isSameAnswer(anAnswer('a', 'horn', { files: ['f1'] }), recorded(true, 3, ['f2']))).toBe(false);
  expect(isSameAnswer(anAnswer('a', 'horn', { comment: 'да' }), recorded(true, 3))).toBe(false);
});
