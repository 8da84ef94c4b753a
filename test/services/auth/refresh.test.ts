import jwt from 'jsonwebtoken';
import { createUser } from '../../../services/auth/createUser';
import { login } from '../../../services/auth/login';
import { refresh } from '../../../services/auth/refresh';
import { seedRoles } from '../../../services/auth/seedRoles';
import { createRefreshToken } from '../../../services/auth/tokens';
import type { Services } from '../../../services/context';
import { type TestDatabase, testDatabase } from '../../support/database';
import { refusalOf } from '../../support/refusal';
import { testServices } from '../../support/services';

const DAY_MS = 24 * 3600_000;
const person = { username: 'ivanov', full_name: 'Иванов', password: 'табурет и чайник', role: 'executor' };
const origin = { address: '10.0.0.7', user_agent: null };

let database: TestDatabase;
let services: Services;
let userId: string;
let clock = Date.now();

beforeAll(async () => {
  database = await testDatabase();
  services = testServices(database.db, { now: () => new Date(clock) });
  await seedRoles(services);
  userId = await createUser(services, person);
});
afterAll(() => database?.close());

async function signIn() {
  const { refresh_token, access_token } = await login(services, person, origin);
  return { token: refresh_token, sid: (jwt.decode(access_token) as { sid: string }).sid };
}
const next = async (token: string) => (await refresh(services, token, origin)).refresh_token;
const codeOf = async (token: string) => (await refusalOf(refresh(services, token, origin))).code;
const actsOn = async (sid: string) =>
  (await database.db.pool('audit_log').where({ entity_id: sid }).orderBy('seq')).map(({ action }) => action);

test('each refresh gives the next token of the same session, and 30 days more', async () => {
  const { token, sid } = await signIn();
  clock += 29 * DAY_MS;
  const second = await refresh(services, token, origin);
  expect(jwt.decode(second.access_token)).toMatchObject({ sid, sub: userId, iat: Math.floor(clock / 1000) });
  clock += 29 * DAY_MS;
  await expect(next(second.refresh_token)).resolves.toEqual(expect.any(String));
});

test('a session that was not refreshed for 30 days is over', async () => {
  const { token } = await signIn();
  clock += 30 * DAY_MS;
  expect(await codeOf(token)).toBe('auth.refresh_invalid');
});

test('a used token ends the session, so that its successor is worthless too, and that is on record once', async () => {
  const { token, sid } = await signIn();
  const second = await next(token);
  expect(await codeOf(token)).toBe('auth.refresh_invalid');
  expect(await codeOf(second)).toBe('auth.refresh_invalid');
  expect(await codeOf(token)).toBe('auth.refresh_invalid');
  expect(await actsOn(sid)).toEqual(['session.login', 'session.revoked']);
});

const again = (token: string, attempt_id: string) =>
  refresh(services, token, { ...origin, attempt_id }).then(({ refresh_token }) => refresh_token);
const ATTEMPT = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0b01';
const OTHER_ATTEMPT = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0b02';

test('an attempt whose reply was lost may be repeated, and the session goes on with what it gave last', async () => {
  const { token, sid } = await signIn();
  const lost = [await again(token, ATTEMPT), await again(token, ATTEMPT)];
  clock += 14 * 60_000;
  const kept = await again(token, ATTEMPT);
  expect(new Set([...lost, kept]).size).toBe(3);
  const following = await again(kept, OTHER_ATTEMPT);
  await expect(next(following)).resolves.toEqual(expect.any(String));
  expect(await actsOn(sid)).toEqual(['session.login']);
});

test.each([
  ['another attempt', () => [OTHER_ATTEMPT, 0] as const],
  ['no attempt that is named', () => [null, 0] as const],
  ['the same attempt after a quarter of an hour', () => [ATTEMPT, 15 * 60_000 + 1] as const],
])('%s with a used token ends the session', async (_what, given) => {
  const { token, sid } = await signIn();
  const second = await again(token, ATTEMPT);
  const [attempt_id, later] = given();
  clock += later;
  const replay = await refusalOf(refresh(services, token, { ...origin, attempt_id }));
  expect(replay.code).toBe('auth.refresh_invalid');
  expect(await codeOf(second)).toBe('auth.refresh_invalid');
  expect(await actsOn(sid)).toEqual(['session.login', 'session.revoked']);
});

test('once its successor is used, repeating an attempt ends the session; so does what a repeat took the place of', async () => {
  const first = await signIn();
  await next(await again(first.token, ATTEMPT));
  await refusalOf(again(first.token, ATTEMPT));
  expect(await actsOn(first.sid)).toEqual(['session.login', 'session.revoked']);

  const other = await signIn();
  const replaced = await again(other.token, ATTEMPT);
  const newest = await again(other.token, ATTEMPT);
  expect(await codeOf(replaced)).toBe('auth.refresh_invalid');
  expect(await codeOf(newest)).toBe('auth.refresh_invalid');
});

test('repeats do not prolong the time in which an attempt may be repeated', async () => {
  const { token, sid } = await signIn();
  await again(token, ATTEMPT);
  clock += 10 * 60_000;
  await again(token, ATTEMPT);
  clock += 10 * 60_000;
  await refusalOf(again(token, ATTEMPT));
  expect(await actsOn(sid)).toEqual(['session.login', 'session.revoked']);
});

test('of two uses at once one gets tokens, and the session ends', async () => {
  const { token, sid } = await signIn();
  const results = await Promise.allSettled([next(token), next(token)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await actsOn(sid)).toEqual(['session.login', 'session.revoked']);
});

test('an invented token with a known session id ends nothing', async () => {
  const { token, sid } = await signIn();
  expect(await codeOf(`${sid}.${Buffer.alloc(48, 1).toString('base64url')}`)).toBe('auth.refresh_invalid');
  await expect(next(token)).resolves.toBeDefined();
});

test('a token of a session that is not there is refused', async () => {
  const { token } = createRefreshToken('01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a99', services.tokens.secret);
  expect(await codeOf(token)).toBe('auth.refresh_invalid');
});

test('a deactivated user gets no more tokens', async () => {
  const { token } = await signIn();
  await database.db.pool('users').where({ id: userId }).update({ active: false });
  expect(await codeOf(token)).toBe('auth.refresh_invalid');
  await database.db.pool('users').where({ id: userId }).update({ active: true });
});
