import { CHECK_STATUSES, TIMELINE_KINDS } from '../../domain/check';
import { FAULT_CODES } from '../../domain/errors';
import { durationWords, latenessWords } from '../../locales/durationWords';
import { en } from '../../locales/en';
import { faultMessage, errorWords } from '../../locales/problemWords';
import { ru } from '../../locales/ru';
import { timelineText } from '../../locales/timelineText';
import { translate } from '../../locales/translate';

const textsOf = (node: object): string[] =>
  Object.values(node).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value as object)));

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test('Russian has one, few and many', () => {
  const detail = (count: number) => errorWords('ru', 'check.incomplete', { count }).detail;
  expect([1, 2, 5, 11, 21, 112].map(detail).map((text) => text.replace(': ', ' ').split(' ')[3])).toEqual([
    'вопрос',
    'вопроса',
    'вопросов',
    'вопросов',
    'вопрос',
    'вопросов',
  ]);
  expect(errorWords('en', 'check.incomplete', { count: 1 }).detail).toMatch(/^1 question is/);
});

test('values are told as they are, markup and placeholders included', () => {
  const question = '<b>{{x}} $t(page.title)</b>';
  expect(translate('ru', 'fault.answer.missing', { question })).toBe(`Ответьте на вопрос «${question}».`);
});

test('Russian texts are Russian, English ones English', () => {
  // Whoever has landed in the other language finds the way back by its own name.
  const english = textsOf(en).filter((text) => text !== 'Language / Язык');
  for (const text of english) expect(text).not.toMatch(/[а-яё]/i);
  const latin = textsOf(ru).filter((text) => /[a-z]/i.test(text) && !/[а-яё]/i.test(text));
  expect(latin.filter((text) => !text.includes('{{')).sort()).toEqual(['UUID', 'null']);
});

test('both languages use the same values', () => {
  const pairs = (a: object, b: object, at = ''): [string, string, string][] =>
    Object.entries(a).flatMap(([key, value]): [string, string, string][] => {
      const other = (b as Record<string, unknown>)[key];
      const path = `${at}.${key}`;
      const text = (side: unknown) => (typeof side === 'string' ? side : (side as { other?: string }).other);
      if (text(value) !== undefined) return [[path, text(value) ?? '', text(other) ?? '']];
      return pairs(value as object, other as object, path);
    });
  for (const [path, russian, english] of pairs(ru, en))
    expect([path, placeholders(english)]).toEqual([path, placeholders(russian)]);
});

test.each(FAULT_CODES)('%s has words that stand without values', (code) => {
  for (const locale of ['ru', 'en'] as const) {
    const message = faultMessage(locale, { path: '', code });
    expect(message).not.toMatch(/\{\{|fault\./);
  }
});

test('a fault tells what would be right', () => {
  const say = (code: Parameters<typeof faultMessage>[1]['code'], params: Record<string, string | number>) =>
    faultMessage('ru', { path: '', code, params });
  expect(say('field.out_of_range', { min: 1, max: 200 })).toBe(
    'Значение вне допустимых пределов. Допустимо: от 1 до 200.',
  );
  expect(say('answer.impossible', { min: 0 })).toContain('не меньше 0');
  expect(say('field.wrong_type', { expected: 'string,null' })).toBe(
    'Неверный тип значения. Нужно: текст, null.',
  );
  expect(say('answer.too_many', { max: 5 })).not.toContain('Допустимо:');
});

test.each([
  ['PT30M', '30 мин', '30 min'],
  ['PT1H30M', '1 ч 30 мин', '1 h 30 min'],
  ['P1D', '1 день', '1 day'],
  ['P5DT2H', '5 дней 2 ч', '5 days 2 h'],
  ['PT0S', 'сразу', 'at once'],
  ['soon', 'soon', 'soon'],
])('%s is «%s»', (duration, russian, english) => {
  expect(durationWords('ru', duration)).toBe(russian);
  expect(durationWords('en', duration)).toBe(english);
});

test('lateness is told from the due time', () => {
  expect(latenessWords('ru', 'PT0S')).toBe('сразу по истечении срока');
  expect(latenessWords('ru', 'PT30M')).toBe('через 30 мин после срока');
});

test.each(TIMELINE_KINDS)('the timeline can tell %s', (kind) => {
  for (const locale of ['ru', 'en'] as const)
    expect(timelineText(locale, kind, {})).not.toMatch(/\{\{|timeline\./);
});

test('the timeline tells a reason, a skipped reminder and an empty list', () => {
  expect(timelineText('ru', 'declined', { actor: 'Иванов', reason: 'болен' })).toBe(
    'Отказ от проверки: Иванов. Причина: болен',
  );
  expect(timelineText('ru', 'reminded', { skipped: true })).toContain('не отправлено');
  expect(timelineText('ru', 'escalated', { level: 2, after: 'PT30M', to: 'Петров' })).toBe(
    'Эскалация, ступень 2 (через 30 мин после срока). Сообщено: Петров.',
  );
  expect(timelineText('ru', 'escalated', { level: 1, after: 'PT0S', to: '' })).toContain('Сообщить некому');
  expect(timelineText('ru', 'answered', { actor: 'Иванов', count: 3 })).toBe('Иванов: 3 ответа.');
});

test('every state has a word', () => {
  for (const status of CHECK_STATUSES) expect(translate('ru', `status.${status}`)).toMatch(/^[А-Я]/);
});
