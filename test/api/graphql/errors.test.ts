import { createPool } from '../../../db/pool';
import type { UserActor } from '../../../domain/actor';
import { type Sample, aToken } from '../startSample';
import { type Asked, type Plant, aPlant, asker, codesOf } from './aPlant';

let plant: Plant;
let sample: Sample;
let ask: ReturnType<typeof asker>;

beforeAll(async () => {
  plant = await aPlant();
  sample = await plant.serve();
  ask = asker(sample);
});
afterAll(async () => {
  await sample?.stop();
  await plant?.database.close();
});

const firstError = async (user: UserActor, query: string, language: string, asked: Asked = {}) =>
  (await ask(user, query, { ...asked, headers: { 'Accept-Language': language } })).body.errors[0];

test('a refusal is the problem that REST gives, in the caller’s language', async () => {
  const query = '{ check(id: "01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a99") { id } }';
  const ru = await firstError(plant.executor, query, 'ru');
  expect(ru).toEqual({
    message: 'Такой проверки нет, или она вам не видна. Выберите другую из списка.',
    locations: [{ line: 1, column: 3 }],
    path: ['check'],
    extensions: {
      code: 'check.not_found',
      status: 404,
      title: 'Проверка не найдена',
      request_id: expect.any(String),
    },
  });
  const en = await firstError(plant.executor, query, 'en');
  expect(en.extensions.title).toBe('Check not found');
  expect(en.message).not.toBe(ru.message);
});

test('a query that cannot be carried out says why', async () => {
  const ru = await firstError(plant.executor, '{ checks { nodes { id } } }', 'ru');
  expect(ru.message).toMatch(/^Запрос GraphQL нельзя выполнить: Cannot query field "nodes"/);
  expect(ru).toMatchObject({
    locations: [{ line: 1, column: 12 }],
    extensions: { code: 'query.invalid', status: 400 },
  });
  for (const [query, asked] of [
    ['{ checks {', {}],
    ['mutation { deleteCheck }', {}],
    ['subscription { checks }', {}],
    ['query A { me { id } } query B { me { id } }', {}],
    ['query ($id: ID!) { check(id: $id) { id } }', {}],
    [
      'query ($from: DateTime) { checks(filter: { from: $from }) { edges { cursor } } }',
      { variables: { from: 'x' } },
    ],
    ['{ checks(filter: { from: "2026-02-30T00:00:00Z" }) { edges { cursor } } }', {}],
    ['{ checks(filter: { status: [late] }) { edges { cursor } } }', {}],
  ] as [string, Asked][]) {
    const error = await firstError(plant.executor, query, 'en', asked);
    expect([query, error.extensions.code]).toEqual([query, 'query.invalid']);
    expect(error.message).toMatch(/^The GraphQL query cannot be carried out: ./);
  }
});

test.each([
  ['an unknown field', '{ checks { nope } }', {}],
  ['a missing variable', 'query ($id: ID!) { check(id: $id) { id } }', { variables: {} }],
  ['too many aliases', `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: me { id }`).join(' ')} }`, {}],
])('%s is 400 in GraphQL’s own media type, and 200 in JSON', async (_name, query, asked: Asked) => {
  const status = async (Accept: string) => {
    const reply = await ask(plant.executor, query, {
      ...asked,
      headers: { Accept },
    });
    expect(reply.headers.get('Content-Type')).toBe(
      `${Accept.includes('graphql') ? 'application/graphql-response+json' : 'application/json'}; charset=utf-8`,
    );
    return reply.status;
  };
  expect(await status('application/graphql-response+json')).toBe(400);
  expect(await status('application/graphql-response+json, application/json;q=0.9')).toBe(400);
  expect(await status('application/json')).toBe(200);
  expect(await status('*/*')).toBe(200);
});

test('a refusal of one field is 200 in either media type', async () => {
  const reply = await ask(plant.executor, '{ me { id } template(id: "x") { id } }', {
    headers: { Accept: 'application/graphql-response+json' },
  });
  expect([reply.status, reply.body.data.me.id]).toEqual([200, plant.executor.user_id]);
  expect(codesOf(reply)).toEqual(['template.not_found']);
});

test('without a sign-in nothing is told, not even of the query', async () => {
  for (const query of ['{ me { id } }', '{ nope', '{ __schema { types { name } } }']) {
    const reply = await ask(null, query);
    expect([reply.status, reply.body.code]).toEqual([401, 'auth.token_missing']);
    expect(reply.headers.get('WWW-Authenticate')).toBe('Bearer realm="proverka"');
    expect(reply.headers.get('Content-Type')).toBe('application/problem+json');
  }
  const expired = await ask(null, '{ me { id } }', {
    headers: { Authorization: `Bearer ${aToken({ options: { expiresIn: -1 } })}` },
  });
  expect(expired.body.code).toBe('auth.token_expired');
});

test('of an unforeseen error the caller learns the request’s number alone, and the log its cause', async () => {
  const owner = createPool({ url: plant.database.adminUrl, maxConnections: 1, applicationName: 'test' });
  await owner.raw('alter table checks rename to hidden_checks');
  const reply = await ask(plant.executor, '{ me { id } checks { edges { cursor } } }', {
    headers: { 'X-Request-Id': 'r-17', 'Accept-Language': 'en' },
  });
  await owner.raw('alter table hidden_checks rename to checks');
  await owner.destroy();
  expect(reply.body.data).toEqual({ me: { id: plant.executor.user_id }, checks: null });
  expect(reply.body.errors).toEqual([
    {
      message: expect.stringContaining('Try again later'),
      locations: [{ line: 1, column: 13 }],
      path: ['checks'],
      extensions: { code: 'internal', status: 500, title: 'Internal error', request_id: 'r-17' },
    },
  ]);
  expect(JSON.stringify(reply.body)).not.toContain('relation');
  const failed = sample.log.filter((line) => line.request_id === 'r-17' && line.msg === 'request failed');
  expect(JSON.stringify(failed)).toMatch(/relation .*checks.* does not exist/);
});

test('methods and the trailing slash are as elsewhere', async () => {
  const token = aToken({ claims: { sub: plant.executor.user_id } });
  const call = (method: string, path: string) =>
    fetch(`${sample.url}${path}`, { method, headers: { Authorization: `Bearer ${token}` } });
  const refused = await call('DELETE', '/graphql');
  expect([refused.status, refused.headers.get('Allow')]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
  const query = encodeURIComponent('query ($n: Int) { checks(first: $n) { edges { cursor } } }');
  for (const path of ['/graphql', '/graphql/']) {
    const got = await call('GET', `${path}?query=${query}&variables=${encodeURIComponent('{"n":1}')}`);
    expect([got.status, await got.json()]).toEqual([200, { data: { checks: { edges: [] } } }]);
  }
  expect((await call('GET', '/graphql')).status).toBe(400);
  expect((await call('GET', '/graphql?query={me{id}}&variables={')).status).toBe(400);
  const strange = await fetch(`${sample.url}/graphql?query={me{id}}`, {
    headers: { Authorization: `Bearer ${token}`, Accept: 'image/png' },
  });
  expect(strange.status).toBe(406);
});
