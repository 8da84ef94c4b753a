import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../../../db/database';
import type { UserActor } from '../../../domain/actor';
import { abilityOf, seenAt } from '../../../policies/ability';
import { loadSession } from '../../../services/auth/loadSession';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';

let database: TestDatabase;
let db: Database;
let build: ReturnType<typeof createBuilders>;

beforeAll(async () => {
  database = await testDatabase();
  ({ db } = database);
  build = createBuilders(db);
});
afterAll(() => database?.close());

async function aSession(user: UserActor, over: { expires_at?: Date } = {}): Promise<string> {
  const id = uuidv7();
  const at = new Date();
  await db.read.sessions.insert({
    id,
    user_id: user.user_id,
    refresh_hash: Buffer.alloc(32),
    created_at: at,
    refreshed_at: at,
    expires_at: over.expires_at ?? new Date(at.getTime() + 60_000),
    address: null,
    user_agent: null,
  });
  return id;
}

async function loaded() {
  const user = await build.aUser({ role: 'supervisor', area_id: await build.anArea() });
  const session = await aSession(user);
  const load = loadSession({ db });
  return { user, session, load: () => load(session, user.user_id) };
}

test('the caller comes with role, permissions, area and language', async () => {
  const { user, load } = await loaded();
  expect(await load()).toEqual(user);
});

test('while nothing changes, the actor and the abilities built for it are the same', async () => {
  const { load } = await loaded();
  const [first, second] = [await load(), await load()];
  if (!first || !second) throw new Error('There is no session');
  expect(second).toBe(first);
  expect(abilityOf(seenAt(second, '10.0.0.7'))).toBe(abilityOf(first));
  expect(seenAt(first, '10.0.0.7')).toEqual({ ...first, address: '10.0.0.7' });
  expect(first).not.toHaveProperty('address');
});

test('one request costs one statement', async () => {
  const { load } = await loaded();
  const statements: string[] = [];
  const note = ({ sql }: { sql: string }) => void statements.push(sql);
  db.pool.on('query', note);
  await load();
  db.pool.off('query', note);
  expect(statements).toHaveLength(1);
});

test("a change of the role's permissions counts at the next request", async () => {
  const { load } = await loaded();
  expect((await load())?.permissions).toContain('REVIEW_CHECKS');
  await db
    .pool('roles')
    .where({ name: 'supervisor' })
    .update({ permissions: ['FILL_CHECKS'] });
  const actor = await load();
  expect(actor?.permissions).toEqual(['FILL_CHECKS']);
  expect(actor && abilityOf(actor).can('review', 'Check')).toBe(false);
});

test.each([
  ['another role', async (id: string) => ({ role_id: await build.aRole('manager'), id })],
  ['another area', async (id: string) => ({ area_id: await build.anArea(), id })],
  ['another language', async (id: string) => ({ locale: 'en', id })],
  ['a risen version', async (id: string) => ({ auth_version: 2, id })],
])('%s counts at the next request', async (_name, change) => {
  const { user, load } = await loaded();
  const before = await load();
  const { id, ...patch } = await change(user.user_id);
  await db.pool('users').where({ id }).update(patch);
  expect(await load()).not.toBe(before);
});

test('a deactivated user, an ended and an expired session are refused at the next request', async () => {
  const deactivated = await loaded();
  await deactivated.load();
  await db.pool('users').where({ id: deactivated.user.user_id }).update({ active: false });
  expect(await deactivated.load()).toBeUndefined();

  const ended = await loaded();
  await ended.load();
  await db.read.sessions.update(ended.session, { ended_at: new Date() });
  expect(await ended.load()).toBeUndefined();

  const user = await build.aUser();
  const expired = await aSession(user, { expires_at: new Date(Date.now() - 1) });
  expect(await loadSession({ db })(expired, user.user_id)).toBeUndefined();
});

test('a session does not speak for another user than its own', async () => {
  const { session } = await loaded();
  const other = await build.aUser();
  expect(await loadSession({ db })(session, other.user_id)).toBeUndefined();
});
