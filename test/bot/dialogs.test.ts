import { v7 as uuidv7 } from 'uuid';
import { readAt } from '../../bot/dialogs/at';
import { firstStop, nextStop, stopAt, stopsOf } from '../../bot/dialogs/course';
import { questionCard } from '../../bot/dialogs/questionCard';
import { pieces, wordsIn } from '../../bot/dialogs/say';
import { typedAnswer } from '../../bot/dialogs/typedAnswer';
import { replyTo } from '../../bot/replies';
import type { CurrentAnswer } from '../../domain/answer';
import type { Locale } from '../../domain/actor';
import { DomainError, ERROR_CODES } from '../../domain/errors';
import { compileTemplate, evaluateCheck } from '../../domain/evaluation';
import type { Question } from '../../domain/template';
import { normaliseTemplate } from '../../domain/templateValidation';
import type { CheckStanding } from '../../services/checks/standingOf';
import { FORKLIFT } from './fillingStory';

const NOW = new Date('2026-11-24T06:00:00Z');
const ZONE = 'Europe/Moscow';
const CHECK = uuidv7();

type Given = Record<string, Partial<CurrentAnswer>>;

function standing(questions: unknown[] | undefined, given: Given = {}): CheckStanding {
  const sections = questions ? [{ id: 's', title: 'Раздел', questions }] : FORKLIFT;
  const { structure, settings } = normaliseTemplate({
    structure: { sections },
    settings: {},
  } as Parameters<typeof normaliseTemplate>[0]);
  const answers = Object.entries(given).map(([question_id, answer]) => ({
    ...{ question_id, value: null, na: false, comment: null, files: [], revision: 1, failed: false },
    ...{ answered_at: NOW.toISOString(), author: { id: CHECK, full_name: 'И' } },
    ...answer,
  }));
  const check = { id: CHECK, title: 'Проверка', time_zone: ZONE, area_id: null, executor_id: CHECK };
  const evaluation = evaluateCheck(
    compileTemplate(structure, settings),
    Object.fromEntries(answers.map((answer) => [answer.question_id, answer])),
    check,
  );
  // The views look at no more of a check than this.
  return {
    ...{ check, structure, settings, answers, evaluation, may: ['answer', 'comment', 'submit'], remarks: [] },
  } as unknown as CheckStanding;
}

function card(question: object, at: object = {}, given: Given = {}, locale: Locale = 'ru') {
  const of = standing([{ id: 'q', text: 'Вопрос', ...question }], given);
  const [stop] = stopsOf(of);
  if (!stop) throw new Error('nothing to see');
  return questionCard(wordsIn(locale), {
    standing: of,
    stop,
    at: { screen: 'question', ...at },
    now: NOW,
  });
}
const labels = (made: ReturnType<typeof card>): string[][] =>
  made.keyboard.map((row) => row.map(({ text }) => text));

test('each type has the buttons that answer it', () => {
  const options = [
    { value: 'a', label: 'Да, но с очень длинным пояснением' },
    { value: 'b', label: 'Б' },
  ];
  expect(labels(card({ type: 'yes_no', allow_na: true }))).toEqual([
    ['Да', 'Нет'],
    ['Пропустить ›'],
    ['✏️ Комментарий', 'Не применимо'],
    ['Что осталось', '☰ Мои проверки'],
  ]);
  expect(labels(card({ type: 'yes_no' }, {}, { q: { value: true } }))[0]).toEqual(['✓ Да', 'Нет']);
  expect(labels(card({ type: 'single_choice', options })).slice(0, 2)).toEqual([
    ['Да, но с очень длинным пояснением'],
    ['Б'],
  ]);
  expect(labels(card({ type: 'multi_choice', options }, { draft: ['b'] })).slice(0, 3)).toEqual([
    ['⬜️ Да, но с очень длинным пояснением'],
    ['☑️ Б'],
    ['Готово ✓'],
  ]);
  expect(labels(card({ type: 'instruction' }))[0]).toEqual(['Дальше ›']);
  expect(labels(card({ type: 'time' }, { picker: '08' }))[0]).toEqual(['08:00', '08:05', '08:10', '08:15']);
});

test('a month begins on Monday, and days outside the limits are not to be chosen', () => {
  const rows = labels(card({ type: 'date', not_before: '2026-11-10' }, { picker: '2026-11' }));
  expect(rows[0]).toEqual(['‹', 'ноябрь 2026 г.', '›']);
  expect(rows[1]).toEqual(['·', '·', '·', '·', '·', '·', '·']);
  expect(rows[2]).toEqual(['·', '·', '·', '·', '·', '·', '·']);
  expect(rows[3]).toEqual(['·', '10', '11', '12', '13', '14', '15']);
});

test('what people write is escaped, and a button is never too long', () => {
  const hard = `<b>&"'</b> ${'щ'.repeat(400)}`;
  const made = card(
    { type: 'single_choice', text: hard, hint: hard, options: [{ value: 'x', label: hard }] },
    { note: hard },
  );
  expect(made.html).not.toContain('<b>&"');
  expect(made.html).toContain('&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;');
  for (const button of made.keyboard.flat()) {
    expect(Array.from(button.text).length).toBeLessThanOrEqual(60);
    if ('data' in button) expect(Buffer.byteLength(button.data)).toBeLessThanOrEqual(64);
  }
});

test('a question of any length fits, its beginning ahead of the card', () => {
  const made = card(
    { type: 'text', text: '😀 слово '.repeat(1000), hint: 'х'.repeat(5000) },
    { note: 'н'.repeat(5000) },
  );
  for (const part of [...(made.before ?? []), made.html])
    expect(part.replace(/<[^>]+>/g, '').length).toBeLessThan(4096);
  expect(made.before?.length).toBeGreaterThan(2);
  expect(pieces('a'.repeat(10), 4)).toEqual(['aaaa', 'aaaa', 'aa']);
  for (const piece of pieces('😀'.repeat(99), 5)) expect(piece).not.toMatch(/\p{Cs}/u);
});

test('many options are leafed through, all with good data', () => {
  const options = Array.from({ length: 90 }, (_, n) => ({ value: `v${n}`, label: `Вариант ${n}` }));
  const first = card({ type: 'single_choice', options });
  expect(first.keyboard.flat().length).toBeLessThan(40);
  expect(labels(first).flat()).toContain('› 2/5');
  expect(labels(card({ type: 'single_choice', options }, { page: 4 })).flat()).toEqual(
    expect.arrayContaining(['‹ 4/5', 'Вариант 89']),
  );
});

test.each<[Partial<Question> & { type: Question['type'] }, string, unknown]>([
  [{ type: 'number' }, '3,5', 3.5],
  [{ type: 'number', unit: '°C' } as Question, '−12.5 °c', -12.5],
  [{ type: 'number' }, '1 250,5', 1250.5],
  [{ type: 'number' }, '12 мм', 12],
  [{ type: 'number' }, '12 34', undefined],
  [{ type: 'number' }, '5-6', undefined],
  [{ type: 'number' }, 'десять', undefined],
  [{ type: 'number' }, '1e9', undefined],
  [{ type: 'yes_no' }, 'да', true],
  [{ type: 'yes_no' }, 'Нет.', false],
  [{ type: 'yes_no' }, 'не знаю', undefined],
  [{ type: 'date' }, '24.11', '2026-11-24'],
  [{ type: 'date' }, '2.1', '2027-01-02'],
  [{ type: 'date' }, '31.12.25', '2025-12-31'],
  [{ type: 'date' }, '31.02.2026', undefined],
  [{ type: 'date' }, 'вчера', '2026-11-23'],
  [{ type: 'time' }, '8:05', '08:05'],
  [{ type: 'time' }, '0830', '08:30'],
  [{ type: 'time' }, '25:00', undefined],
  [{ type: 'datetime' }, '24.11.2026 09:15', '2026-11-24T06:15:00.000Z'],
  [{ type: 'datetime' }, 'вчера, 9:15', '2026-11-23T06:15:00.000Z'],
  [{ type: 'datetime' }, 'скоро', undefined],
  [{ type: 'photo' }, 'фото', undefined],
])('%j: “%s” means %j', (question, text, value) => {
  const meant = typedAnswer(question as Question, text, ZONE, NOW);
  expect('value' in meant ? meant.value : undefined).toEqual(value);
});

test('the next question follows from the rows: hidden ones are passed over, and a vanished one leads on', () => {
  const fresh = standing(undefined);
  expect(firstStop(fresh)?.question.id).toBe('horn');
  const brakesFail = standing(undefined, {
    horn: { value: true },
    brakes: { value: false, comment: 'ведёт' },
  });
  expect(firstStop(brakesFail)?.question.id).toBe('drift');
  const brakesHold = standing(undefined, { horn: { value: true }, brakes: { value: true } });
  expect(nextStop(brakesHold, 1)?.question.id).toBe('tyres');
  expect(stopAt(brakesHold, 'drift')?.question.id).toBe('tyres');
  expect(stopAt(brakesHold, 'no such')?.question.id).toBe('tyres');
});

test('a talk that is damaged, or of another version, begins anew', () => {
  expect(readAt({ screen: 'x', subject: 5, draft: [1, 'a'], page: 'x', want: {} })).toEqual({
    screen: 'home',
    draft: ['a'],
  });
});

test.each(['ru', 'en'] as const)('every refusal has words in %s', (locale) => {
  for (const code of ERROR_CODES) expect(replyTo(locale, new DomainError(code))).toMatch(/\p{L}{2,}/u);
  const faults = [{ path: '/value', code: 'answer.impossible' as const, params: { min: 1, max: 2 } }];
  expect(replyTo(locale, new DomainError('answer.invalid', { faults }))).toMatch(/1.*2/);
});
