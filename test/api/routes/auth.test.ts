import { authRoutes } from '../../../api/routes/auth';
import { createUser } from '../../../services/auth/createUser';
import { loadSession } from '../../../services/auth/loadSession';
import { seedRoles } from '../../../services/auth/seedRoles';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '../../../services/auth/tokens';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testServices } from '../../support/services';
import { type Sample, faultsIn, startSample } from '../startSample';

const PASSWORD = 'табурет и чайник';

let database: TestDatabase;
let sample: Sample;
let userId: string;

beforeAll(async () => {
  database = await testDatabase();
  const services = testServices(database.db);
  await seedRoles(services);
  userId = await createUser(services, {
    username: 'ivanov',
    full_name: 'Иванов И. И.',
    password: PASSWORD,
    role: 'supervisor',
    locale: 'en',
  });
  sample = await startSample(authRoutes(services), {
    loadSession: loadSession(services),
    config: { jwt: { key: services.tokens.secret, issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE } },
  });
});
afterAll(async () => {
  await sample?.stop();
  await database?.close();
});

const post = (path: string, body: object, token: string | null = null) =>
  sample.call('POST', path, { body, token });
const form = (path: string, fields: Record<string, string>) =>
  sample.call('POST', path, {
    raw: new URLSearchParams(fields).toString(),
    token: null,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
const signIn = async () => {
  const answer = await post('/auth/login', { username: 'ivanov', password: PASSWORD });
  return answer.body as unknown as { access_token: string; refresh_token: string };
};
const me = (token: string) => sample.call('GET', '/auth/me', { token });

const oauth = { grant_type: 'password', scope: '', client_id: 'x', client_secret: 'y' };

test.each(['/auth/login', '/auth/token', '/auth/login/'])(
  '%s takes a form as of OAuth2, and JSON',
  async (path) => {
    for (const answer of [
      await form(path, { username: 'ivanov', password: PASSWORD, ...oauth }),
      await post(path, { username: 'ivanov', password: PASSWORD, ...oauth }),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        access_token: expect.any(String),
        token_type: 'bearer',
        expires_in: 900,
        refresh_token: expect.any(String),
      });
      expect(answer.headers.get('Cache-Control')).toBe('no-store');
      expect((await me(String(answer.body.access_token))).status).toBe(200);
    }
  },
);

test('a wrong pair is 401 in the same words whether the user exists or not', async () => {
  const [known, unknown] = [
    await post('/auth/login', { username: 'ivanov', password: 'wrong' }),
    await post('/auth/login', { username: 'nobody', password: 'wrong' }),
  ];
  expect([known.status, known.body.code]).toEqual([401, 'auth.bad_credentials']);
  expect({ ...unknown.body, request_id: '' }).toEqual({ ...known.body, request_id: '' });
});

test.each([
  [{}, ['/password field.missing', '/username field.missing']],
  [{ username: 1, password: [] }, ['/password field.wrong_type', '/username field.wrong_type']],
  [{ username: 'ivanov', password: PASSWORD, admin: true }, ['/admin field.unknown']],
  [{ username: 'ivanov\u0000', password: PASSWORD }, ['/username field.bad_text']],
  [{ username: 'ivanov', password: 'x'.repeat(1001) }, ['/password field.too_long']],
])('a malformed sign-in is 400 with every fault: %j', async (body, faults) => {
  const answer = await post('/auth/login', body);
  expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
  expect(faultsIn(answer)).toEqual(faults);
});

test('me tells who one is, the role by name and title, and the permissions', async () => {
  const { access_token } = await signIn();
  const answer = await me(access_token);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    id: userId,
    username: 'ivanov',
    full_name: 'Иванов И. И.',
    email: null,
    role: { name: 'supervisor', title: 'Мастер' },
    permissions: expect.arrayContaining(['REVIEW_CHECKS']),
    area_id: null,
    locale: 'en',
    active: true,
    telegram_linked: false,
    may: ['update'],
  });
  expect(answer.text).not.toContain('argon2');
});

test('a refresh gives working tokens; used again, it ends the session at the next request', async () => {
  const { refresh_token } = await signIn();
  const refreshed = await post('/auth/refresh', { refresh_token });
  expect(refreshed.status).toBe(200);
  const token = String(refreshed.body.access_token);
  expect((await me(token)).status).toBe(200);

  const again = await post('/auth/refresh', { refresh_token });
  expect([again.status, again.body.code]).toEqual([401, 'auth.refresh_invalid']);
  const after = await me(token);
  expect([after.status, after.body.code]).toEqual([401, 'auth.session_ended']);
  expect(after.headers.get('WWW-Authenticate')).toContain('Bearer');
});

test('a logout is 204 and takes effect on the next request', async () => {
  const { access_token, refresh_token } = await signIn();
  expect((await sample.call('POST', '/auth/logout', { token: access_token })).status).toBe(204);
  expect((await me(access_token)).body.code).toBe('auth.session_ended');
  expect((await post('/auth/refresh', { refresh_token })).body.code).toBe('auth.refresh_invalid');
});

test('a refresh token is no access token, and the other way round', async () => {
  const { access_token, refresh_token } = await signIn();
  expect((await me(refresh_token)).body.code).toBe('auth.token_invalid');
  expect((await post('/auth/refresh', { refresh_token: access_token })).body.code).toBe(
    'auth.refresh_invalid',
  );
});

test('deactivating and a change of role take effect on the next request', async () => {
  const { access_token } = await signIn();
  const users = () => database.db.pool('users').where({ id: userId });
  const role = await database.db.read.people.roleByName('executor');
  await users().update({ role_id: role?.id, auth_version: 2 });
  expect((await me(access_token)).body.permissions).toEqual(['FILL_CHECKS']);
  await users().update({ active: false });
  expect((await me(access_token)).body.code).toBe('auth.session_ended');
  await users().update({ active: true });
});

test('neither passwords nor tokens are in the log', async () => {
  const { access_token, refresh_token } = await signIn();
  await me(access_token);
  await form('/auth/login', { username: 'ivanov', password: 'неверный пароль' });
  const log = JSON.stringify(sample.log);
  for (const secret of [PASSWORD, 'неверный пароль', access_token, refresh_token])
    expect(log).not.toContain(secret);
});
