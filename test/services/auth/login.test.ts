import jwt from 'jsonwebtoken';
import { createUser } from '../../../services/auth/createUser';
import { login } from '../../../services/auth/login';
import { logout } from '../../../services/auth/logout';
import { loadSession } from '../../../services/auth/loadSession';
import { seedRoles } from '../../../services/auth/seedRoles';
import type { Services } from '../../../services/context';
import { type TestDatabase, testDatabase } from '../../support/database';
import { refusalOf } from '../../support/refusal';
import { as, testServices } from '../../support/services';

const PASSWORD = 'табурет и чайник';
const origin = { address: '10.0.0.7', user_agent: 'x'.repeat(1000) };

let database: TestDatabase;
let services: Services;
let userId: string;

beforeAll(async () => {
  database = await testDatabase();
  services = testServices(database.db);
  await seedRoles(services);
  const person = { full_name: 'Иванов И. И.', password: PASSWORD, role: 'executor' };
  userId = await createUser(services, { ...person, username: 'ivanov' });
  const left = await createUser(services, { ...person, username: 'left' });
  await database.db.pool('users').where({ id: left }).update({ active: false });
});
afterAll(() => database?.close());

const auditOf = (entityId: string) =>
  database.db.pool('audit_log').where({ entity_id: entityId }).orderBy('seq');

const signIn = async () => {
  const signedIn = await login(services, { username: 'ivanov', password: PASSWORD }, origin);
  const claims = jwt.decode(signedIn.access_token) as { sid: string; sub: string };
  return { signedIn, ...claims };
};

test('the right pair begins a session, on record with ids alone', async () => {
  const { signedIn, sid, sub } = await signIn();
  expect(signedIn).toMatchObject({ token_type: 'bearer', expires_in: 900 });
  expect(sub).toBe(userId);
  const [session] = await database.db.pool('sessions').where({ id: sid });
  expect(session).toMatchObject({ user_id: userId, address: '10.0.0.7', ended_at: null });
  expect(session.user_agent).toHaveLength(300);
  expect(session.expires_at - session.created_at).toBe(30 * 24 * 3600_000);
  expect(JSON.stringify(session)).not.toContain(signedIn.refresh_token);
  expect(await auditOf(sid)).toMatchObject([
    {
      action: 'session.login',
      entity_type: 'session',
      user_id: userId,
      address: '10.0.0.7',
      diff: { before: null, after: { user_id: userId } },
    },
  ]);
});

test('usernames are the same in upper and lower case', async () => {
  await expect(login(services, { username: 'IVANOV', password: PASSWORD }, origin)).resolves.toBeDefined();
});

test.each([
  ['another password', 'ivanov', 'другой пароль'],
  ['no such user', 'petrov', PASSWORD],
  ['a user who has left', 'left', PASSWORD],
  ['a username with wildcards', '%', PASSWORD],
])('%s: bad credentials, in the same words, and no session', async (_name, username, password) => {
  const before = await database.db.pool('sessions').count();
  const refusal = await refusalOf(login(services, { username, password }, origin));
  expect([refusal.code, refusal.details]).toEqual(['auth.bad_credentials', {}]);
  expect(await database.db.pool('sessions').count()).toEqual(before);
});

test('refusing an unknown or inactive user takes as long as refusing a wrong password', async () => {
  const fastestMs = { ivanov: Infinity, nobody: Infinity, left: Infinity };
  const isEven = () => Math.max(...Object.values(fastestMs)) < 1.3 * Math.min(...Object.values(fastestMs));
  // The fastest of several: a busy machine only ever slows a try down. Without the hash it would be ten times faster.
  for (let round = 0; round < 60 && !(round >= 5 && isEven()); round++) {
    for (const username of ['ivanov', 'nobody', 'left'] as const) {
      const start = performance.now();
      await refusalOf(login(services, { username, password: 'wrong password' }, origin));
      fastestMs[username] = Math.min(fastestMs[username], performance.now() - start);
    }
  }
  expect({ fastestMs, isEven: isEven() }).toMatchObject({ isEven: true });
});

test('a logout ends the session at once, on record, and only the own one', async () => {
  const { sid, sub } = await signIn();
  const other = await signIn();
  const load = loadSession(services);
  const actor = await load(sid, sub);
  if (!actor) throw new Error('There is no session');

  const stranger = { ...actor, user_id: other.sid };
  await logout(as(stranger, services), sid);
  expect(await load(sid, sub)).toBeDefined();

  await logout(as(actor, services), sid);
  await logout(as(actor, services), sid);
  expect(await load(sid, sub)).toBeUndefined();
  expect(await load(other.sid, sub)).toBeDefined();
  expect((await auditOf(sid)).map(({ action }) => action)).toEqual(['session.login', 'session.logout']);
});
