import { authRoutes } from '../../../api/routes/auth';
import { sessionRoutes } from '../../../api/routes/sessions';
import type { UserActor } from '../../../domain/actor';
import { hashPassword } from '../../../services/auth/passwords';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testServices } from '../../support/services';
import { type SignedInApi, startSignedInApi } from '../../support/signedInApi';
import { faultsIn } from '../startSample';

const PASSWORD = 'табурет и чайник';
const NEW = 'окно, стол и дверь';

let database: TestDatabase;
let api: SignedInApi;
let build: ReturnType<typeof createBuilders>;
let admin: UserActor;
let user: UserActor;

beforeAll(async () => {
  database = await testDatabase();
  build = createBuilders(database.db);
  admin = await build.aUser({ role: 'admin' });
  const services = testServices(database.db);
  api = await startSignedInApi([...authRoutes(services), ...sessionRoutes(services)], services);
});
beforeEach(async () => {
  user = await build.aUser({ password_hash: await hashPassword(PASSWORD) });
});
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

interface SessionBody {
  id: string;
  current: boolean;
}
const list = async (token: string, path = '/auth/sessions') =>
  (await api.call('GET', path, { token })).body.items as SessionBody[];
const isIn = async (token: string) => (await api.call('GET', '/auth/me', { token })).status === 200;
const change = (token: string, body: object) => api.call('POST', '/auth/password', { token, body });

test('one sees where one is signed in, and which session this is', async () => {
  const [phone, desk] = [await api.signIn(user), await api.signIn(user)];
  const answer = await api.call('GET', '/auth/sessions', { token: desk });
  expect(answer.body.items).toMatchObject([
    { current: true, address: '10.0.0.9', user_agent: 'test', may: ['delete'] },
    { current: false },
  ]);
  expect(answer.text).not.toMatch(/hash/);
  expect((await list(phone)).map(({ current }) => current)).toEqual([false, true]);
});

test('signing out elsewhere takes effect on the next request there, and is 404 the second time', async () => {
  const [phone, desk] = [await api.signIn(user), await api.signIn(user)];
  const other = (await list(desk)).find(({ current }) => !current);
  const path = `/auth/sessions/${other?.id}`;
  expect((await api.call('DELETE', path, { token: desk })).status).toBe(204);
  expect([await isIn(phone), await isIn(desk)]).toEqual([false, true]);
  const again = await api.call('DELETE', path, { token: desk });
  expect([again.status, again.body.code]).toEqual([404, 'session.not_found']);
  expect(await list(desk)).toHaveLength(1);
});

test('signing out everywhere else leaves this session alone', async () => {
  const tokens = [await api.signIn(user), await api.signIn(user), await api.signIn(user)];
  expect((await api.call('DELETE', '/auth/sessions', { token: tokens[1] ?? '' })).status).toBe(204);
  expect(await Promise.all(tokens.map(isIn))).toEqual([false, true, false]);
});

test('one chooses the language of what one is told', async () => {
  const token = await api.signIn(user);
  const answer = await api.call('PATCH', '/auth/me', { token, body: { locale: 'en' } });
  expect([answer.status, answer.body.locale]).toEqual([200, 'en']);
  expect((await api.call('GET', '/auth/me', { token })).body).toMatchObject({
    locale: 'en',
    telegram_on: false,
  });
  expect((await api.call('PATCH', '/auth/me', { token, body: { locale: 'de' } })).status).toBe(400);
});

test('other people’s sessions are not there', async () => {
  const stranger = await api.signIn(await build.aUser());
  const mine = await api.signIn(user);
  const [session] = await list(mine);
  for (const id of [session?.id, '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0aff', 'x']) {
    const answer = await api.call('DELETE', `/auth/sessions/${id}`, { token: stranger });
    expect([answer.status, answer.body.code]).toEqual([404, 'session.not_found']);
  }
  const path = `/users/${user.user_id}/sessions`;
  for (const method of ['GET', 'DELETE'])
    expect((await api.call(method, path, { token: stranger })).body.code).toBe('user.not_found');
  expect(await isIn(mine)).toBe(true);
});

test('an administrator ends one session of a user, or all', async () => {
  const tokens = [await api.signIn(user), await api.signIn(user), await api.signIn(user)];
  const path = `/users/${user.user_id}/sessions`;
  const { body } = await api.as(admin, 'GET', path);
  const [newest] = body.items as SessionBody[];
  expect((await api.as(admin, 'DELETE', `${path}/${newest?.id}`)).status).toBe(204);
  expect(await Promise.all(tokens.map(isIn))).toEqual([true, true, false]);
  expect((await api.as(admin, 'DELETE', path)).status).toBe(204);
  expect(await Promise.all(tokens.map(isIn))).toEqual([false, false, false]);
  expect((await api.as(admin, 'GET', path)).body.items).toEqual([]);
});

test('a session of another user is not ended through this one', async () => {
  const other = await build.aUser();
  const token = await api.signIn(other);
  const [session] = await list(token);
  const answer = await api.as(admin, 'DELETE', `/users/${user.user_id}/sessions/${session?.id}`);
  expect(answer.body.code).toBe('session.not_found');
  expect(await isIn(token)).toBe(true);
});

test('a new password ends the other sessions, and stays out of the log and the audit', async () => {
  const [phone, desk] = [await api.signIn(user), await api.signIn(user)];
  expect((await change(desk, { current: PASSWORD, new: NEW })).status).toBe(204);
  expect([await isIn(phone), await isIn(desk)]).toEqual([false, true]);
  expect((await change(desk, { current: PASSWORD, new: NEW })).status).toBe(422);
  const entries = await database.db.pool('audit_log').where({ entity_id: user.user_id });
  expect(entries).toMatchObject([{ action: 'user.password', user_id: user.user_id }]);
  expect(JSON.stringify([entries, api.log])).not.toMatch(/табурет|окно, стол|argon2/);
});

test.each([
  [
    'a wrong present one',
    { current: 'не тот пароль', new: NEW },
    'password.wrong',
    ['/current password.wrong'],
  ],
  [
    'a weak new one',
    { current: PASSWORD, new: 'qwertyuiop' },
    'auth.weak_password',
    ['/new password.too_common'],
  ],
  ['a short new one', { current: PASSWORD, new: 'abc' }, 'auth.weak_password', ['/new password.too_short']],
])('%s changes nothing', async (_what, body, code, faults) => {
  const [phone, desk] = [await api.signIn(user), await api.signIn(user)];
  const answer = await change(desk, body);
  expect([answer.status, answer.body.code]).toEqual([422, code]);
  expect(faultsIn(answer)).toEqual(faults);
  expect(await isIn(phone)).toBe(true);
});

test('of two changes at once by the same old password, one holds', async () => {
  const token = await api.signIn(user);
  const news = [NEW, 'ложка, вилка и нож'];
  const answers = await Promise.all(news.map((next) => change(token, { current: PASSWORD, new: next })));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses[0]).toBe(204);
  expect([401, 422]).toContain(statuses[1]);
});
