import { allRoutes } from '../../api/routes';
import type { UserActor } from '../../domain/actor';
import { DomainError } from '../../domain/errors';
import type { Services } from '../../services/context';
import { dropOldCounts } from '../../services/limits/dropOldCounts';
import { createBuilders } from '../support/builders';
import { type TestDatabase, testDatabase } from '../support/database';
import { testServices } from '../support/services';
import { type Sample, SESSION_ID, aToken, startSample } from './startSample';

let database: TestDatabase;
let services: Services;
let sample: Sample;
let boss: UserActor;
let executor: UserActor;
let templateId: string;
/** Throws once, after the next commit: what a killed process looks like from outside. */
let killAfterCommit = false;
let clock: Date | undefined;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const build = createBuilders(db);
  boss = await build.aUser({ role: 'manager' });
  executor = await build.aUser();
  templateId = (await build.aTemplate()).id;
  services = testServices(
    {
      ...db,
      transaction: async (work) => {
        const result = await db.transaction(work);
        if (killAfterCommit) {
          killAfterCommit = false;
          throw new Error('killed');
        }
        return result;
      },
    },
    { now: () => clock ?? new Date() },
  );
  const actors = new Map([boss, executor].map((actor) => [actor.user_id, actor]));
  sample = await startSample(allRoutes(services), {
    loadSession: async (_sid, userId) => actors.get(userId),
    idempotency: { services, routesOf: allRoutes },
  });
});
afterAll(async () => {
  await sample?.stop();
  await database?.close();
});
beforeEach(() => {
  clock = undefined;
});

const as = ({ user_id }: UserActor) => aToken({ claims: { sid: SESSION_ID, sub: user_id } });
let lastKey = 0;
const aKey = () => `key-${(lastKey += 1)}`;

function post(path: string, body: unknown, key: string, actor = boss) {
  return sample.call('POST', path, { body, headers: { 'Idempotency-Key': key }, token: as(actor) });
}
const aCheckBody = (title: string) => ({ template_id: templateId, executor_id: executor.user_id, title });
const open = (title: string, key: string, actor = boss) => post('/checks/', aCheckBody(title), key, actor);

async function count(table: string, where: object): Promise<number> {
  const [row] = await database.db.pool(table).where(where).count('* as n');
  return Number(row?.n);
}
const checksOf = (title: string) => count('checks', { title });

test('a repeat gets the first reply, and nothing is done twice', async () => {
  const key = aKey();
  const first = await open('once', key);
  const again = await open('once', key);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(first.headers.get('Idempotent-Replayed')).toBeNull();
  expect(again.headers.get('Idempotent-Replayed')).toBe('true');
  expect(again.headers.get('Content-Type')).toBe(first.headers.get('Content-Type'));
  expect(again.text).toBe(first.text);
  expect(await checksOf('once')).toBe(1);
  const { rows } = await database.db.pool.raw(
    `select count(*) as n from audit_log where action = 'check.create' and entity_id = ?`,
    [first.body.id as string],
  );
  expect(rows[0].n).toBe(1);
});

test('eight parallel repeats open one check', async () => {
  const key = aKey();
  const answers = await Promise.all(Array.from({ length: 8 }, () => open('eight', key)));
  const done = answers.filter(({ status }) => status === 201);
  const early = answers.filter(({ status }) => status !== 201);
  expect(done.length).toBeGreaterThan(0);
  expect(new Set(done.map(({ body }) => body.id)).size).toBe(1);
  expect(new Set(early.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
    new Set(early.length > 0 ? ['409 idempotency.in_progress'] : []),
  );
  expect(await checksOf('eight')).toBe(1);
  expect((await open('eight', key)).body.id).toBe(done[0]?.body.id);
});

test('a process killed between commit and reply has done the act and kept its reply', async () => {
  const key = aKey();
  killAfterCommit = true;
  expect((await open('killed', key)).status).toBe(500);
  const again = await open('killed', key);
  expect([again.status, again.headers.get('Idempotent-Replayed')]).toEqual([201, 'true']);
  expect(again.body.title).toBe('killed');
  expect(await checksOf('killed')).toBe(1);
});

test('another body, path or query under a used key is refused', async () => {
  const key = aKey();
  const { body } = await open('first', key);
  for (const other of [
    await open('second', key),
    await post(`/checks/${String(body.id)}/comment`, aCheckBody('first'), key),
    await post('/checks/?a=b', aCheckBody('first'), key),
  ])
    expect([other.status, other.body.code]).toEqual([422, 'idempotency.mismatch']);
  expect((await post('/checks', aCheckBody('first'), key)).status).toBe(201);
});

test('a key is one user’s own', async () => {
  const key = aKey();
  const mine = await open('mine', key);
  const theirs = await open('mine', key, executor);
  expect([mine.status, theirs.status]).toEqual([201, 403]);
});

test('the reply stays the first one whatever became of the resource', async () => {
  const key = aKey();
  const first = await open('changing', key);
  await database.db.pool('checks').where({ title: 'changing' }).update({ title: 'changed' });
  const again = await open('changing', key);
  expect(again.text).toBe(first.text);
});

test('a key is good for 24 hours to the millisecond', async () => {
  const key = aKey();
  const start = new Date('2030-01-01T00:00:00Z');
  const at = (ms: number) => {
    clock = new Date(start.getTime() + ms);
  };
  const day = 24 * 3_600_000;
  at(0);
  const first = await open('daily', key);
  at(day - 1);
  expect((await open('daily', key)).body.id).toBe(first.body.id);
  at(day);
  const second = await open('daily', key);
  expect(second.headers.get('Idempotent-Replayed')).toBeNull();
  expect(second.body.id).not.toBe(first.body.id);
  at(2 * day);
  await dropOldCounts(services);
  expect(await count('idempotency_keys', { key })).toBe(0);
});

test('refusals are kept, with their words', async () => {
  const key = aKey();
  const bad = { ...aCheckBody('bad'), due_at: '2001-01-01T00:00:00Z' };
  const first = await post('/checks/', bad, key);
  const again = await post('/checks/', bad, key);
  expect([first.status, first.body.code]).toEqual([422, 'check.due_in_past']);
  expect(again.headers.get('Idempotent-Replayed')).toBe('true');
  expect(again.headers.get('Content-Type')).toContain('application/problem+json');
  expect(again.body).toEqual(first.body);
  const invalid = aKey();
  expect((await post('/checks/', { template_id: 1 }, invalid)).status).toBe(400);
  expect((await open('after an invalid one', invalid)).status).toBe(422);
});

test('what the server could not do is not kept, and leaves nothing', async () => {
  const key = aKey();
  const transaction = services.db.transaction;
  services.db.transaction = () => Promise.reject(new DomainError('service.unavailable'));
  expect((await open('later', key)).status).toBe(503);
  services.db.transaction = transaction;
  expect(await count('idempotency_keys', { key })).toBe(0);
  const again = await open('later', key);
  expect([again.status, again.headers.get('Idempotent-Replayed')]).toEqual([201, null]);
  expect((await sample.call('POST', '/checks/', { body: {}, token: null })).status).toBe(401);
});

test('a refusal within an act undoes its step alone, audit entry included', async () => {
  const key = aKey();
  const { body } = await open('commented', aKey());
  const path = `/checks/${String(body.id)}/comment`;
  const refused = await post(path, { text: 'с чужим файлом', files: [executor.user_id] }, key);
  expect(refused.status).toBe(422);
  expect(await count('comments', { check_id: body.id })).toBe(0);
  expect(await count('audit_log', { entity_id: body.id, action: 'check.comment' })).toBe(0);
  expect((await post(path, { text: 'просто' }, aKey())).status).toBe(201);
  expect(await count('audit_log', { entity_id: body.id, action: 'check.comment' })).toBe(1);
});

test('an answer repeated after its reply was lost makes no second revision', async () => {
  const key = aKey();
  const { body } = await open('answered', aKey());
  const path = `/checks/${String(body.id)}/answer`;
  const answer = { question_id: 'horn', value: true };
  const first = await post(path, answer, key, executor);
  expect(first.status).toBe(200);
  const forget = { status: null, body: null, leased_until: new Date(0) };
  await database.db.pool('idempotency_keys').where({ key }).update(forget);
  const again = await post(path, answer, key, executor);
  expect([again.status, again.body]).toEqual([200, first.body]);
  expect(await count('answers', { check_id: body.id })).toBe(1);

  const many = aKey();
  const batch = { answers: [answer, { question_id: 'brakes', value: true }] };
  const both = await post(`${path}s`, batch, many, executor);
  await database.db.pool('idempotency_keys').where({ key: many }).update(forget);
  expect((await post(`${path}s`, batch, many, executor)).body).toEqual(both.body);
  expect(await count('answers', { check_id: body.id })).toBe(3);
});

test('a key that is reserved is in progress until its lease ends', async () => {
  const key = aKey();
  const { body } = await open('leased', aKey());
  const path = `/checks/${String(body.id)}/answer`;
  const answer = { question_id: 'horn', value: true };
  await post(path, answer, key, executor);
  const lease = (ms: number) =>
    database.db
      .pool('idempotency_keys')
      .where({ key })
      .update({ status: null, body: null, leased_until: new Date(Date.now() + ms) });
  await lease(60_000);
  const early = await post(path, answer, key, executor);
  expect([early.status, early.body.code]).toEqual([409, 'idempotency.in_progress']);
  await lease(-1);
  expect((await post(path, answer, key, executor)).status).toBe(200);
});

test.each(['', 'a b', 'ключ', 'x'.repeat(256)])('%j is no key', async (key) => {
  const headers = { 'Idempotency-Key': Buffer.from(key, 'utf8').toString('latin1') };
  const answer = await sample.call('POST', '/checks/', { body: {}, headers, token: as(boss) });
  expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, 'Idempotency-Key']);
  expect((await open('longest', `${aKey()}-`.padEnd(255, 'x'))).status).toBe(201);
});

test('the parts of a multipart body count, not its boundary', async () => {
  const { body } = await open('parts', aKey());
  const path = `/checks/${String(body.id)}/comment`;
  const key = aKey();
  const send = (text: string) => {
    const form = new FormData();
    form.set('text', text);
    return sample.call('POST', path, { raw: form, headers: { 'Idempotency-Key': key }, token: as(boss) });
  };
  const first = await send('раз');
  expect([first.status, (await send('раз')).text]).toEqual([201, first.text]);
  expect((await send('два')).status).toBe(422);
  expect(await count('comments', { check_id: body.id })).toBe(1);
});

test('many keyed requests at once do not starve each other of connections', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => open('crowd', aKey())));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 201));
});
