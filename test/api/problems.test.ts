import { DomainError, ERROR_CODES } from '../../domain/errors';
import { problemOf } from '../../api/problem';
import { misbehave, SAMPLE_ROUTES } from './sampleRoutes';
import { ACTOR, aToken, startSample, type Sample } from './startSample';

let sample: Sample;
beforeAll(async () => {
  sample = await startSample(SAMPLE_ROUTES, {
    loadSession: async (_sid, userId) => ({ ...ACTOR, user_id: userId, locale: 'en' }),
  });
});
afterAll(() => sample.stop());

const titleIn = async (language: string, token: string | null = aToken()) =>
  (await sample.call('GET', '/things/1', { headers: { 'Accept-Language': language }, token })).body.title;

test.each([
  ['ru', 'Проверка не найдена'],
  ['en', 'Check not found'],
  ['en-GB,ru;q=0.5', 'Check not found'],
  ['en;q=0.2, ru-RU;q=0.9', 'Проверка не найдена'],
  ['de, ru;q=0', 'Check not found'],
  ['de', 'Check not found'],
  ['*', 'Check not found'],
])('Accept-Language %s, with an English user, gives %s', async (language, title) => {
  expect(await titleIn(language)).toBe(title);
});

test('without a user and without a language the words are Russian', async () => {
  expect(await titleIn('de', null)).toBe('Нужно войти');
});

test('a refusal is a problem document with its request id', async () => {
  const answer = await sample.call('POST', '/things', {
    body: { name: 'incomplete', count: 1 },
    headers: { 'X-Request-Id': 'abc-1', 'Accept-Language': 'ru' },
  });
  expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  expect(answer.headers.get('X-Request-Id')).toBe('abc-1');
  expect(answer.body).toEqual({
    type: 'urn:proverka:problem:check.incomplete',
    title: 'Проверка заполнена не полностью',
    status: 409,
    detail: 'Осталось заполнить 2 вопроса: они указаны в списке.',
    code: 'check.incomplete',
    request_id: 'abc-1',
    errors: [
      { path: '/answers/a', code: 'answer.missing', message: 'Ответьте на вопрос «Вопрос a».' },
      { path: '/answers/b', code: 'answer.missing', message: 'Ответьте на вопрос «Вопрос b».' },
    ],
  });
});

test('a refusal may tell more, but not in place of the format', async () => {
  const answer = await sample.call('POST', '/things', { body: { name: 'taken', count: 1 } });
  expect(answer.status).toBe(409);
  expect(answer.body).toMatchObject({ status: 409, id: '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a13' });
});

test.each(['a b', 'x'.repeat(65), 'a"b', '<x>'])(
  'a request id that could spoil a log is replaced: %s',
  async (id) => {
    const answer = await sample.call('GET', '/things', { headers: { 'X-Request-Id': id } });
    expect(answer.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
  },
);

test('an unforeseen error tells the caller nothing and the log everything', async () => {
  const answer = await sample.call('POST', '/misbehave/throw', { headers: { 'X-Request-Id': 'boom' } });
  expect(answer.status).toBe(500);
  expect(answer.body.code).toBe('internal');
  expect(answer.text).not.toMatch(/secret|postgres|Error:|\.ts/);
  const line = sample.log.find(({ request_id }) => request_id === 'boom');
  expect(line).toMatchObject({
    level: 50,
    status: 500,
    err: { message: expect.stringContaining('secret cause') },
  });
  expect(JSON.stringify(line)).toContain('sampleRoutes');
});

test('Retry-After stands where trying again may help', async () => {
  expect((await sample.call('POST', '/misbehave/limit')).headers.get('Retry-After')).toBe('13');
  const down = await sample.call('POST', '/misbehave/down');
  expect([down.status, down.headers.get('Retry-After')]).toEqual([503, '5']);
});

describe('a reply against its document', () => {
  test.each(['extra', 'raw', 'status'])('fails outside production: %s', async (how) => {
    const answer = await sample.call('POST', `/misbehave/${how}`, { headers: { 'X-Request-Id': how } });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(sample.log.find(({ request_id }) => request_id === how))).toContain(
      'misbehave/{how} returns',
    );
  });

  test('fails outside production for a refusal too', async () => {
    expect((await sample.call('POST', '/things', { body: { name: 'undeclared', count: 1 } })).status).toBe(
      500,
    );
  });

  test('is sent in production', async () => {
    const production = await startSample([misbehave], { config: { checkReplies: false } });
    expect((await production.call('POST', '/misbehave/extra')).status).toBe(200);
    await production.stop();
  });

  test('a redirect and a file go out as they are', async () => {
    const redirect = await sample.call('POST', '/misbehave/redirect');
    expect([redirect.status, redirect.headers.get('Location'), redirect.text]).toEqual([
      302,
      'https://files.example/a',
      '',
    ]);
    const file = await sample.call('GET', '/exports/things');
    expect([file.headers.get('Content-Type'), file.text]).toEqual(['text/csv; charset=utf-8', 'a,b\n1,2\n']);
  });
});

test.each(ERROR_CODES)('%s has a status and words in both languages', (code) => {
  for (const locale of ['ru', 'en'] as const) {
    const { title, detail, status } = problemOf(new DomainError(code), locale, 'x');
    expect(status).toBeGreaterThanOrEqual(400);
    expect(title).not.toBe('');
    expect(detail).not.toMatch(/\{\{|error\./);
  }
});
