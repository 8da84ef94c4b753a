import { answerFaults, isAnswered } from '../../domain/answer';
import { anAnswer, aQuestion, OTHER_UUID, UUID } from './builders';

type Loose = Record<string, unknown>;
const TWO = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
  { value: 'c', label: 'C' },
];

function faultsOf(question: Loose, value: unknown): string[] {
  return answerFaults(aQuestion(question), { value }).map(({ path, code }) => `${path} ${code}`);
}

test.each<[Loose, unknown]>([
  [{ type: 'yes_no' }, true],
  [{ type: 'yes_no' }, false],
  [{ type: 'single_choice', options: TWO }, 'a'],
  [{ type: 'multi_choice', options: TWO }, []],
  [{ type: 'multi_choice', options: TWO }, ['c', 'a', 'b']],
  [{ type: 'multi_choice', options: TWO, min_selected: 1, max_selected: 2 }, ['a']],
  [{ type: 'multi_choice', options: TWO, min_selected: 1, max_selected: 2 }, ['a', 'b']],
  [{ type: 'number' }, -1.5],
  [{ type: 'number', decimals: 2 }, 1.25],
  [{ type: 'number', decimals: 2 }, 0.29],
  [{ type: 'number', decimals: 0 }, 1e21],
  [{ type: 'number', decimals: 7 }, 1e-7],
  [{ type: 'number', limit_min: 0, limit_max: 10 }, 0],
  [{ type: 'number', limit_min: 0, limit_max: 10 }, 10],
  [{ type: 'number', min: 2, max: 4, limit_min: 0, limit_max: 10 }, 7],
  [{ type: 'text', max_length: 3 }, 'абв'],
  [{ type: 'text' }, ''],
  [{ type: 'text' }, 'ё'.repeat(2000)],
  [{ type: 'text' }, '🔥'],
  [{ type: 'date' }, '2024-02-29'],
  [{ type: 'date', not_before: '2025-01-01', not_after: '2025-01-31' }, '2025-01-01'],
  [{ type: 'date', not_before: '2025-01-01', not_after: '2025-01-31' }, '2025-01-31'],
  [{ type: 'time' }, '23:59'],
  [{ type: 'time', not_before: '08:00', not_after: '17:00' }, '17:00'],
  [{ type: 'datetime' }, '2025-11-24T06:00:00Z'],
  [{ type: 'datetime' }, '2025-11-24T06:00:00.123+03:00'],
  [{ type: 'datetime', not_before: '2025-11-24T06:00:00Z' }, '2025-11-24T09:00:00+03:00'],
  [{ type: 'photo' }, [UUID]],
  [{ type: 'photo', min_photos: 0 }, []],
  [{ type: 'photo', min_photos: 2, max_photos: 2 }, [UUID, OTHER_UUID]],
  [{ type: 'signature' }, UUID],
])('%j takes %j', (question, value) => {
  expect(faultsOf(question, value)).toEqual([]);
});

test.each<[Loose, unknown, string]>([
  [{ type: 'yes_no' }, 'true', '/value answer.wrong_type'],
  [{ type: 'yes_no' }, 1, '/value answer.wrong_type'],
  [{ type: 'single_choice', options: TWO }, ['a'], '/value answer.wrong_type'],
  [{ type: 'single_choice', options: TWO }, 'z', '/value answer.unknown_option'],
  [{ type: 'multi_choice', options: TWO }, 'a', '/value answer.wrong_type'],
  [{ type: 'multi_choice', options: TWO }, [1], '/value/0 answer.wrong_type'],
  [{ type: 'multi_choice', options: TWO }, ['a', 'z'], '/value/1 answer.unknown_option'],
  [{ type: 'multi_choice', options: TWO }, ['a', 'a'], '/value/1 answer.duplicate_option'],
  [{ type: 'multi_choice', options: TWO, min_selected: 1 }, [], '/value answer.too_few'],
  [{ type: 'multi_choice', options: TWO, max_selected: 2 }, ['a', 'b', 'c'], '/value answer.too_many'],
  [{ type: 'number' }, '5', '/value answer.wrong_type'],
  [{ type: 'number' }, Number.POSITIVE_INFINITY, '/value answer.wrong_type'],
  [{ type: 'number', decimals: 0 }, 1.5, '/value answer.too_many_decimals'],
  [{ type: 'number', decimals: 2 }, 1.125, '/value answer.too_many_decimals'],
  [{ type: 'number', decimals: 6 }, 1e-7, '/value answer.too_many_decimals'],
  [{ type: 'number', limit_min: 0 }, -0.01, '/value answer.impossible'],
  [{ type: 'number', limit_max: 10 }, 10.01, '/value answer.impossible'],
  [{ type: 'text' }, 5, '/value answer.wrong_type'],
  [{ type: 'text', max_length: 3 }, 'абвг', '/value answer.too_long'],
  [{ type: 'text' }, 'a\u0000b', '/value field.bad_text'],
  [{ type: 'text' }, 'a\ud800b', '/value field.bad_text'],
  [{ type: 'date' }, 20250101, '/value answer.wrong_type'],
  [{ type: 'date' }, '2025-02-29', '/value answer.bad_format'],
  [{ type: 'date' }, '2025-13-01', '/value answer.bad_format'],
  [{ type: 'date' }, '24.11.2025', '/value answer.bad_format'],
  [{ type: 'date', not_before: '2025-01-01' }, '2024-12-31', '/value answer.too_early'],
  [{ type: 'date', not_after: '2025-01-31' }, '2025-02-01', '/value answer.too_late'],
  [{ type: 'time' }, '24:00', '/value answer.bad_format'],
  [{ type: 'time' }, '8:00', '/value answer.bad_format'],
  [{ type: 'time', not_before: '08:00' }, '07:59', '/value answer.too_early'],
  [{ type: 'time', not_after: '17:00' }, '17:01', '/value answer.too_late'],
  [{ type: 'datetime' }, '2025-11-24T06:00:00', '/value answer.bad_format'],
  [{ type: 'datetime' }, '2025-02-30T06:00:00Z', '/value answer.bad_format'],
  [
    { type: 'datetime', not_after: '2025-11-24T06:00:00Z' },
    '2025-11-24T09:00:01+03:00',
    '/value answer.too_late',
  ],
  [{ type: 'photo' }, UUID, '/value answer.wrong_type'],
  [{ type: 'photo' }, ['x'], '/value/0 answer.unknown_file'],
  [{ type: 'photo' }, [5], '/value/0 answer.wrong_type'],
  [{ type: 'photo' }, [], '/value answer.too_few'],
  [{ type: 'photo', min_photos: 2 }, [UUID, UUID], '/value answer.too_few'],
  [{ type: 'photo', max_photos: 1 }, [UUID, OTHER_UUID], '/value answer.too_many'],
  [{ type: 'signature' }, [UUID], '/value answer.wrong_type'],
  [{ type: 'signature' }, 'x', '/value answer.unknown_file'],
  [{ type: 'instruction' }, true, '/value answer.not_answerable'],
])('%j refuses %j: %s', (question, value, fault) => {
  expect(faultsOf(question, value)).toEqual([fault]);
});

test.each(['yes_no', 'number', 'photo', 'instruction'])('null clears an answer to %s', (type) => {
  expect(faultsOf({ type }, null)).toEqual([]);
});

describe('not applicable', () => {
  test('is taken only where the template allows it', () => {
    expect(answerFaults(aQuestion({ allow_na: true }), { na: true })).toEqual([]);
    expect(answerFaults(aQuestion(), { na: true })).toEqual([{ path: '/na', code: 'answer.na_not_allowed' }]);
  });

  test('stands in place of a value', () => {
    expect(answerFaults(aQuestion({ allow_na: true }), { na: true, value: true })).toEqual([
      { path: '/value', code: 'field.not_allowed' },
    ]);
  });

  test('an instruction cannot be answered by it either', () => {
    expect(answerFaults(aQuestion({ type: 'instruction', allow_na: true }), { na: true })).toEqual([
      { path: '/na', code: 'answer.not_answerable' },
    ]);
  });
});

test('an answer without value and without na is none', () => {
  expect(answerFaults(aQuestion(), { comment: 'seen' })).toEqual([{ path: '/value', code: 'field.missing' }]);
});

test('all faults of an answer are told at once, under the path of the answer', () => {
  // Not typed as the interface says: this is what a body may hold.
  const input = { value: 5, comment: 'x'.repeat(4001), files: [UUID, 'nonsense'] };
  expect(answerFaults(aQuestion(), input, '/answers/3')).toEqual([
    { path: '/answers/3/value', code: 'answer.wrong_type' },
    { path: '/answers/3/comment', code: 'answer.too_long', params: { max: 4000 } },
    { path: '/answers/3/files/1', code: 'answer.unknown_file' },
  ]);
});

test('the limits are named in the fault', () => {
  const [fault] = answerFaults(aQuestion({ type: 'number', limit_min: 0, limit_max: 10 }), { value: 11 });
  expect(fault?.params).toEqual({ min: 0, max: 10 });
});

test('a blank text and a cleared value are no answers, false and "not applicable" are', () => {
  expect([undefined, anAnswer(null), anAnswer(''), anAnswer(' \n')].map(isAnswered)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([anAnswer(false), anAnswer(0), anAnswer([]), anAnswer(null, { na: true })].map(isAnswered)).toEqual([
    true,
    true,
    true,
    true,
  ]);
});
