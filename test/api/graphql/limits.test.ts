import { getIntrospectionQuery } from 'graphql';
import { createPool } from '../../../db/pool';
import { createRequestLimiter } from '../../../services/limits/requestLimiter';
import { type Sample, aToken, startSample } from '../startSample';
import { type Plant, aPlant, asker, codesOf } from './aPlant';

let plant: Plant;
let sample: Sample;
let ask: ReturnType<typeof asker>;
let quick: Sample;
let closed: Sample;

beforeAll(async () => {
  plant = await aPlant();
  sample = await plant.serve();
  quick = await plant.serve({ timeoutMs: 200 });
  closed = await plant.serve({ introspection: false, graphiql: false });
  ask = asker(sample);
});
afterAll(async () => {
  for (const one of [sample, quick, closed]) await one?.stop();
  await plant?.database.close();
});

const codes = async (query: string, variables?: object) =>
  codesOf(await ask(plant.admin, query, { ...(variables && { variables }) }));

/** `check`, then `levels - 1` fields within each other. */
function deep(levels: number): string {
  const parents = levels - 3;
  return `{ check(id: "x") { area ${'{ parent '.repeat(parents)}{ id }${' }'.repeat(parents)} } }`;
}

test('ten levels are taken, eleven are too deep', async () => {
  expect(await codes(deep(10))).toEqual(['check.not_found']);
  expect(await codes(deep(11))).toEqual(['query.too_deep']);
});

test('fragments neither hide depth nor add to it', async () => {
  const within = (levels: number) =>
    `{ check(id: "x") { ...A } } fragment A on Check { area { ...B } }
     fragment B on Area ${'{ parent '.repeat(levels - 3)}{ id }${' }'.repeat(levels - 3)}`;
  expect(await codes(within(10))).toEqual(['check.not_found']);
  expect(await codes(within(11))).toEqual(['query.too_deep']);
});

test('a query may reach 10,000 objects and no more', async () => {
  const of = (checks: number, entries: number) =>
    `{ checks(first: ${checks}) { edges { node { timeline(first: ${entries}) { edges { node { id } } } } } } }`;
  expect(await codes(of(50, 199))).toEqual([]);
  expect(await codes(of(50, 200))).toEqual(['query.too_costly']);
  const asVariables =
    'query ($n: Int = 200) { checks(first: 50) { edges { node { timeline(first: $n) { edges { cursor } } } } } }';
  expect(await codes(asVariables, { n: 199 })).toEqual([]);
  expect(await codes(asVariables)).toEqual(['query.too_costly']);
  expect(await codes('{ checks(first: 200) { edges { node { answers { files { id } } } } } }')).toEqual([
    'query.too_costly',
  ]);
});

test('fragments within fragments are counted as often as they are reached, and in no time', async () => {
  const doubling = Array.from(
    { length: 60 },
    (_, n) => `fragment F${n} on Check { ...F${n + 1} ...F${n + 1} }`,
  ).join('\n');
  const query = `{ check(id: "x") { ...F0 } } ${doubling} fragment F60 on Check { id }`;
  expect(await codes(query)).toEqual(['check.not_found']);
  const loop = '{ check(id: "x") { ...A } } fragment A on Check { ...B } fragment B on Check { ...A }';
  expect(new Set(await codes(loop))).toEqual(new Set(['query.invalid']));
});

test('thirty aliases are taken, a hundred are not', async () => {
  const aliases = (count: number) =>
    `{ ${Array.from({ length: count }, (_, n) => `a${n}: me { id }`).join(' ')} }`;
  expect(await codes(aliases(30))).toEqual([]);
  expect(await codes(aliases(31))).toEqual(['query.too_many_aliases']);
  expect(await codes(aliases(100))).toEqual(['query.too_many_aliases']);
});

test('first is 1 to 200', async () => {
  for (const first of [1, 200])
    expect(await codes(`{ checks(first: ${first}) { edges { cursor } } }`)).toEqual([]);
  for (const first of [0, -1, 201]) {
    const { body } = await ask(plant.admin, `{ checks(first: ${first}) { edges { cursor } } }`);
    expect(body.errors[0].extensions).toMatchObject({
      code: 'request.invalid',
      errors: [{ path: '?first', code: 'field.out_of_range' }],
    });
  }
  expect(await codes('{ checks(first: null) { edges { cursor } } }')).toEqual([]);
});

const raw = (body: string, headers: Record<string, string> = {}) =>
  sample.call('POST', '/../../graphql', {
    raw: body,
    headers: { 'Content-Type': 'application/json', ...headers },
  });

test('a query of many words is refused before it is read', async () => {
  expect(await codes(`{ me { ${'id '.repeat(5_000)} } }`)).toEqual(['query.invalid']);
});

test('a body of 100 kB is read, a larger one is not', async () => {
  const sized = (bytes: number) => {
    const empty = JSON.stringify({ query: '{ me { id } } #' });
    return JSON.stringify({ query: `{ me { id } } #${'x'.repeat(bytes - empty.length)}` });
  };
  expect((await rawAs(sized(100_000))).status).toBe(200);
  expect((await rawAs(sized(100_001))).status).toBe(413);
});

async function rawAs(body: string, headers: Record<string, string> = {}) {
  const token = aToken({ claims: { sub: plant.admin.user_id } });
  return raw(body, { Authorization: `Bearer ${token}`, ...headers });
}

test.each([
  ['a list of queries', '[{"query":"{ me { id } }"}]', '', 'field.wrong_type'],
  ['no JSON', '{', '', 'field.bad_format'],
  ['no query', '{}', '/query', 'field.missing'],
  ['a query that is no text', '{"query":1}', '/query', 'field.wrong_type'],
  [
    'variables that are no object',
    '{"query":"{ me { id } }","variables":[]}',
    '/variables',
    'field.wrong_type',
  ],
  ['an unknown member', '{"query":"{ me { id } }","sql":""}', '/sql', 'field.unknown'],
  ['a NUL', '{"query":"{ me { id } }","variables":{"q":"\\u0000"}}', '/variables/q', 'field.bad_text'],
  [
    '__proto__',
    '{"query":"{ me { id } }","variables":{"__proto__":{}}}',
    '/variables/__proto__',
    'field.unknown',
  ],
])('%s is a problem as in REST', async (_name, body, path, code) => {
  const answer = await rawAs(body);
  expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
  expect(answer.body.errors).toEqual([expect.objectContaining({ path, code })]);
});

test('other types of content are refused', async () => {
  for (const type of ['text/plain', 'application/graphql', 'multipart/form-data; boundary=x'])
    expect((await rawAs('{ me { id } }', { 'Content-Type': type })).status).toBe(415);
});

test('a NUL that a query spells out does not reach the database', async () => {
  expect(await codes('{ checks(filter: { q: "\\u0000" }) { edges { cursor } } }')).toEqual([
    'request.invalid',
  ]);
});

test('a query that takes too long is given up', async () => {
  const owner = createPool({
    url: plant.database.adminUrl,
    maxConnections: 1,
    applicationName: 'test',
  });
  const askQuick = asker(quick);
  const reply = await owner.transaction(async (trx) => {
    await trx.raw('lock table checks in access exclusive mode');
    return askQuick(plant.admin, '{ checks { edges { node { answers { value } } } } }');
  });
  await owner.destroy();
  expect(reply.body.data).toBeNull();
  expect(codesOf(reply)).toEqual(['query.timed_out']);
  expect(codesOf(await askQuick(plant.admin, '{ checks { edges { cursor } } }'))).toEqual([]);
});

test('the schema is shown in development, and kept where it is told to be', async () => {
  const open = await ask(plant.admin, getIntrospectionQuery());
  expect(open.body.data.__schema.queryType.name).toBe('Query');
  const askClosed = asker(closed);
  expect(new Set(codesOf(await askClosed(plant.admin, getIntrospectionQuery())))).toEqual(
    new Set(['query.invalid']),
  );
  expect(codesOf(await askClosed(plant.admin, '{ __type(name: "Check") { name } }'))).toContain(
    'query.invalid',
  );
  expect((await askClosed(plant.admin, '{ me { __typename } }')).body.data).toEqual({
    me: { __typename: 'User' },
  });
  const misspelt = await askClosed(plant.admin, '{ chek(id: "x") { id } }');
  expect(misspelt.body.errors[0].message).not.toMatch(/check|Did you mean/);
  expect((await ask(plant.admin, '{ chek(id: "x") { id } }')).body.errors[0].message).toContain(
    'Did you mean',
  );
});

test('a schema within the schema cannot be asked for without end', async () => {
  const nested = `{ __schema { types { ${'fields { type { '.repeat(12)}name${' } }'.repeat(12)} } } }`;
  expect(new Set(await codes(nested))).toEqual(new Set(['query.invalid']));
});

test('queries count against the caller’s requests as REST does', async () => {
  const { db, now, logger } = plant.services;
  const limiter = createRequestLimiter({ db, now, logger });
  const limited = await startSample([], {
    loadSession: async (_id, userId) => plant.people.get(userId),
    graphql: { services: plant.services, introspection: true, graphiql: false },
    limits: { limiter, perUser: 2, perAddress: 100 },
  });
  const askLimited = asker(limited);
  const statuses: number[] = [];
  for (let n = 0; n < 3; n++) statuses.push((await askLimited(plant.admin, '{ me { id } }')).status);
  const other = await askLimited(plant.executor, '{ me { id } }');
  limiter.stop();
  await limited.stop();
  expect([...statuses, other.status]).toEqual([200, 200, 429, 200]);
});
