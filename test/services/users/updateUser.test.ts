import type { UserActor } from '../../../domain/actor';
import { login } from '../../../services/auth/login';
import { loadSession } from '../../../services/auth/loadSession';
import { hashPassword } from '../../../services/auth/passwords';
import { createCheck } from '../../../services/checks/createCheck';
import type { Services } from '../../../services/context';
import { updateRole } from '../../../services/roles/updateRole';
import { updateUser } from '../../../services/users/updateUser';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { refusalOf } from '../../support/refusal';
import { as, testServices } from '../../support/services';

const PASSWORD = 'табурет и чайник';
const origin = { address: '10.0.0.7', user_agent: null };

let database: TestDatabase;
let services: Services;
let build: ReturnType<typeof createBuilders>;

beforeEach(async () => {
  database = await testDatabase();
  services = testServices(database.db);
  build = createBuilders(database.db);
});
afterEach(() => database?.close());

const users = () => database.db.pool('users');
const signIn = async (username: string, password = PASSWORD) =>
  login(services, { username, password }, origin);
const liveSessions = async (user_id: string) =>
  database.db.pool('sessions').where({ user_id }).whereNull('ended_at').select('id');

describe('the last administrator', () => {
  test('can neither be deactivated, nor demoted, nor bound to an area', async () => {
    const admin = await build.aUser({ role: 'admin' });
    await build.aUser({ role: 'admin', area_id: await build.anArea() });
    await build.aUser({ role: 'admin', active: false });
    for (const patch of [
      { active: false },
      { role_id: await build.aRole('executor') },
      { area_id: await build.anArea() },
    ]) {
      const refusal = await refusalOf(updateUser(as(admin, services), admin.user_id, patch));
      expect(refusal.code).toBe('user.last_administrator');
    }
    expect(await users().where({ id: admin.user_id }).first()).toMatchObject({
      active: true,
      area_id: null,
      auth_version: 1,
    });
  });

  test('of eight administrators who deactivate each other at once, one is left', async () => {
    await build.aRole('admin');
    const admins = await Promise.all(Array.from({ length: 8 }, () => build.aUser({ role: 'admin' })));
    const results = await Promise.allSettled(
      admins.map((admin, n) =>
        updateUser(as(admin, services), admins[(n + 1) % 8]!.user_id, { active: false }),
      ),
    );
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused.map(({ code }) => code)).toEqual(['user.last_administrator']);
    expect(await users().where({ active: true })).toHaveLength(1);
  });

  test('is kept by roles too, when a demotion and a role’s change meet', async () => {
    const admin = await build.aUser({ role: 'admin' });
    const keeper = await build.aRole('keeper');
    await database.db
      .pool('roles')
      .where({ id: keeper })
      .update({ permissions: [...admin.permissions] });
    await build.aUser({ role: 'keeper' });
    const executor = await build.aRole('executor');
    const results = await Promise.allSettled([
      updateUser(as(admin, services), admin.user_id, { role_id: executor }),
      updateRole(as(admin, services), keeper, { permissions: ['VIEW_CHECKS'] }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('deactivation', () => {
  let admin: UserActor;
  let supervisor: UserActor;
  let executor: UserActor;

  beforeEach(async () => {
    admin = await build.aUser({ role: 'admin' });
    supervisor = await build.aUser({ role: 'supervisor' });
    executor = await build.aUser({
      username: 'ivanov',
      full_name: 'Иванов И. И.',
      password_hash: await hashPassword(PASSWORD),
      supervisor_id: supervisor.user_id,
    });
  });

  test('ends all sessions at once, and lets nobody in again', async () => {
    const load = loadSession(services);
    const { access_token } = await signIn('ivanov');
    await signIn('ivanov');
    const [session] = await liveSessions(executor.user_id);
    expect(await load(session!.id, executor.user_id)).toBeDefined();
    await updateUser(as(admin, services), executor.user_id, { active: false });
    expect(await load(session!.id, executor.user_id)).toBeUndefined();
    expect(await liveSessions(executor.user_id)).toEqual([]);
    expect((await refusalOf(signIn('ivanov'))).code).toBe('auth.bad_credentials');
    await updateUser(as(admin, services), executor.user_id, { active: true });
    expect(await load(session!.id, executor.user_id)).toBeUndefined();
    expect(await users().where({ id: executor.user_id }).first()).toMatchObject({ auth_version: 3 });
    expect(await database.db.pool('audit_log').where({ action: 'session.revoked' })).toHaveLength(2);
    expect(access_token).toEqual(expect.any(String));
  });

  test('tells the supervisor once what is to be reassigned; the checks stay as they are', async () => {
    const template = await build.aTemplate({ name: 'Погрузчик' });
    const ids: string[] = [];
    for (const title of ['Первая', 'Вторая'])
      ids.push(
        await createCheck(as(admin, services), {
          template_id: template.id,
          executor_id: executor.user_id,
          title,
        }),
      );
    await database.db
      .pool('checks')
      .where({ id: ids[1] })
      .update({ status: 'in_progress', started_at: new Date() });
    await updateUser(as(admin, services), executor.user_id, { active: false });
    await updateUser(as(admin, services), executor.user_id, { active: false });
    const notices = await database.db.pool('notices').where({ user_id: supervisor.user_id });
    expect(notices).toMatchObject([
      {
        kind: 'executor_inactive',
        check_id: null,
        data: { executor: 'Иванов И. И.', count: 2, checks: '«Первая», «Вторая»', check_ids: ids },
      },
    ]);
    expect(await database.db.pool('checks').where({ executor_id: executor.user_id })).toHaveLength(2);
  });

  test('without a working supervisor, whoever deactivates is told; with nothing to do, nobody', async () => {
    await users().where({ id: supervisor.user_id }).update({ active: false });
    const idle = await build.aUser();
    await updateUser(as(admin, services), idle.user_id, { active: false });
    const { id } = await build.aTemplate();
    await createCheck(as(admin, services), { template_id: id, executor_id: executor.user_id });
    await updateUser(as(admin, services), executor.user_id, { active: false });
    const notices = await database.db.pool('notices').where({ kind: 'executor_inactive' });
    expect(notices.map(({ user_id }) => user_id)).toEqual([admin.user_id]);
  });
});

test('a reset by an administrator ends the user’s sessions; only the new password fits, and it is not on record', async () => {
  const admin = await build.aUser({ role: 'admin' });
  const user = await build.aUser({ username: 'ivanov', password_hash: await hashPassword(PASSWORD) });
  await signIn('ivanov');
  await updateUser(as(admin, services), user.user_id, { password: 'окно, стол и дверь' });
  expect(await liveSessions(user.user_id)).toEqual([]);
  expect((await refusalOf(signIn('ivanov'))).code).toBe('auth.bad_credentials');
  await signIn('ivanov', 'окно, стол и дверь');
  const [entry] = await database.db.pool('audit_log').where({ action: 'user.update' });
  expect(entry.diff).toEqual({ before: { password: '[redacted]' }, after: { password: '[redacted]' } });
});

test('a sign-in with the old password that meets the reset leaves no session', async () => {
  const admin = await build.aUser({ role: 'admin' });
  const user = await build.aUser({ username: 'ivanov', password_hash: await hashPassword(PASSWORD) });
  const all = await Promise.allSettled([
    ...Array.from({ length: 6 }, () => signIn('ivanov')),
    updateUser(as(admin, services), user.user_id, { password: 'окно, стол и дверь' }),
    ...Array.from({ length: 6 }, () => signIn('ivanov')),
  ]);
  expect(all[6]?.status).toBe('fulfilled');
  expect(await liveSessions(user.user_id)).toEqual([]);
});
