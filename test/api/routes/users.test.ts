import { sessionRoutes } from '../../../api/routes/sessions';
import { userRoutes } from '../../../api/routes/users';
import type { UserActor } from '../../../domain/actor';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testServices } from '../../support/services';
import { type SignedInApi, startSignedInApi } from '../../support/signedInApi';
import { faultsIn } from '../startSample';

const NOBODY = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0aff';
const PASSWORD = 'табурет и чайник';

let database: TestDatabase;
let api: SignedInApi;
let build: ReturnType<typeof createBuilders>;
let admin: UserActor;
/** Manages the users of the workshop, with the rights of a supervisor. */
let foreman: UserActor;
let supervisor: UserActor;
let executor: UserActor;
const area = { plant: '', shop: '', line: '', yard: '' };

beforeAll(async () => {
  database = await testDatabase();
  build = createBuilders(database.db);
  area.plant = await build.anArea();
  area.shop = await build.anArea({ parent_id: area.plant });
  area.line = await build.anArea({ parent_id: area.shop });
  area.yard = await build.anArea({ parent_id: area.plant });
  admin = await build.aUser({ role: 'admin' });
  const roleId = await build.aRole('foreman');
  const rights = ['MANAGE_USERS', 'VIEW_USERS', 'FILL_CHECKS'];
  await database.db.pool('roles').where({ id: roleId }).update({ permissions: rights });
  foreman = await build.aUser({ role: 'foreman', area_id: area.shop });
  supervisor = await build.aUser({ role: 'supervisor', area_id: area.shop });
  executor = await build.aUser({ area_id: area.line, supervisor_id: supervisor.user_id });
  const services = testServices(database.db);
  api = await startSignedInApi([...userRoutes(services), ...sessionRoutes(services)], services);
});
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

let names = 0;
const aBody = async (over: object = {}) => ({
  username: `person-${++names}`,
  full_name: 'Петров Пётр',
  password: PASSWORD,
  role_id: await build.aRole('executor'),
  ...over,
});
const post = async (by: UserActor, over: object = {}) =>
  api.as(by, 'POST', '/users/', { body: await aBody(over) });
const patch = (by: UserActor, id: string, body: object) => api.as(by, 'PATCH', `/users/${id}`, { body });
const codeOf = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];
const auditOf = (id: string) =>
  database.db.pool('audit_log').where({ entity_id: id }).orderBy('seq').select('action', 'diff', 'user_id');

test('a user is added, shown without a secret, and on record without name and address', async () => {
  const answer = await post(admin, { area_id: area.line, email: 'petrov@plant.example', locale: 'en' });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    full_name: 'Петров Пётр',
    email: 'petrov@plant.example',
    role: { name: 'executor', title: 'Исполнитель' },
    area_id: area.line,
    supervisor_id: null,
    locale: 'en',
    active: true,
    telegram_linked: false,
    may: ['update'],
  });
  expect(answer.text).not.toMatch(/password|argon2/);
  const id = String(answer.body.id);
  expect((await api.as(admin, 'GET', `/users/${id}`)).body).toEqual(answer.body);
  const [entry] = await auditOf(id);
  expect(entry).toMatchObject({
    action: 'user.create',
    user_id: admin.user_id,
    diff: { before: null, after: { area_id: area.line, active: true, email: '[redacted]' } },
  });
  expect(JSON.stringify(entry)).not.toMatch(/petrov|Петров|argon2|табурет/i);
});

test('all fields at fault are told at once', async () => {
  const answer = await post(admin, {
    username: 'Пётр Петров',
    full_name: '  ',
    password: 'qwertyuiop',
    email: 'a@b\r\nBcc: c@d.e',
    role_id: NOBODY,
    area_id: NOBODY,
    supervisor_id: NOBODY,
  });
  expect(codeOf(answer)).toEqual([422, 'user.invalid']);
  expect(faultsIn(answer)).toEqual([
    '/area_id user.unknown_area',
    '/email field.bad_format',
    '/full_name field.missing',
    '/password password.too_common',
    '/role_id user.unknown_role',
    '/supervisor_id user.unknown_supervisor',
    '/username field.bad_format',
  ]);
  expect(codeOf(await post(admin, { password: 'short' }))).toEqual([422, 'auth.weak_password']);
  expect(codeOf(await post(admin, { role_id: NOBODY }))).toEqual([422, 'user.unknown_role']);
  expect(codeOf(await post(admin, { admin: true }))).toEqual([400, 'request.invalid']);
});

test('a username is taken in any case', async () => {
  const { body } = await post(admin);
  expect(codeOf(await post(admin, { username: String(body.username) }))).toEqual([
    409,
    'user.username_taken',
  ]);
  const other = await post(admin);
  const renamed = await patch(admin, String(other.body.id), { username: body.username });
  expect(codeOf(renamed)).toEqual([409, 'user.username_taken']);
});

describe('who sees whom', () => {
  const idsOf = async (by: UserActor, query = '') => {
    const { body } = await api.as(by, 'GET', `/users/?limit=200${query}`);
    return (body.items as { id: string }[]).map(({ id }) => id);
  };

  test('a supervisor sees the own area and below, an executor only themselves, an administrator all', async () => {
    const beside = await build.aUser({ area_id: area.yard });
    const everywhere = await build.aUser({ role: 'manager' });
    const seen = await idsOf(supervisor);
    expect(seen).toEqual(expect.arrayContaining([supervisor.user_id, executor.user_id, foreman.user_id]));
    for (const user of [beside, everywhere]) {
      expect(seen).not.toContain(user.user_id);
      expect(codeOf(await api.as(supervisor, 'GET', `/users/${user.user_id}`))).toEqual([
        404,
        'user.not_found',
      ]);
      expect(codeOf(await patch(foreman, user.user_id, { locale: 'en' }))).toEqual([404, 'user.not_found']);
    }
    expect(await idsOf(executor)).toEqual([executor.user_id]);
    expect((await api.as(executor, 'GET', `/users/${executor.user_id}`)).body.may).toEqual([]);
    expect(await idsOf(admin)).toEqual(expect.arrayContaining([beside.user_id, everywhere.user_id]));
  });

  test('filters and pages', async () => {
    const found = await build.aUser({ full_name: 'Ёлкин 100%_\\', area_id: area.line, active: false });
    expect(await idsOf(admin, `&q=${encodeURIComponent('100%_\\')}`)).toEqual([found.user_id]);
    expect(await idsOf(admin, '&q=елкин')).toEqual([]);
    expect(await idsOf(admin, '&active=false')).toEqual([found.user_id]);
    expect(await idsOf(admin, `&area_id=${area.shop}&active=false`)).toEqual([found.user_id]);
    expect(await idsOf(admin, `&role_id=${await build.aRole('foreman')}`)).toEqual([foreman.user_id]);
    const all = await idsOf(admin);
    const first = await api.as(admin, 'GET', '/users/?limit=2');
    const second = await api.as(admin, 'GET', `/users/?limit=2&cursor=${String(first.body.next_cursor)}`);
    const paged = [first, second].flatMap(({ body }) => body.items as { id: string }[]).map(({ id }) => id);
    expect(paged).toEqual(all.slice(0, 4));
  });
});

describe('reaching for more', () => {
  test('without MANAGE_USERS nobody is added or changed', async () => {
    expect(codeOf(await post(supervisor))).toEqual([403, 'access.denied']);
    expect(codeOf(await patch(supervisor, executor.user_id, { locale: 'en' }))).toEqual([
      403,
      'access.denied',
    ]);
    const self = await patch(executor, executor.user_id, { role_id: await build.aRole('admin') });
    expect(codeOf(self)).toEqual([403, 'access.denied']);
  });

  test('nobody gives a role with a right that they lack, to themselves neither', async () => {
    for (const name of ['admin', 'manager', 'supervisor', 'auditor']) {
      const role_id = await build.aRole(name);
      const refused = [403, 'user.beyond_own_rights'];
      expect(codeOf(await post(foreman, { role_id, area_id: area.line }))).toEqual(refused);
      expect(codeOf(await patch(foreman, executor.user_id, { role_id }))).toEqual(refused);
      expect(codeOf(await patch(foreman, foreman.user_id, { role_id }))).toEqual(refused);
    }
    expect((await post(foreman, { area_id: area.line })).status).toBe(201);
  });

  test('nobody takes over a person who may do more', async () => {
    const manager = await build.aUser({ role: 'manager', area_id: area.shop });
    for (const body of [{ password: 'совсем новый пароль' }, { email: 'me@evil.example' }, { active: false }])
      expect(codeOf(await patch(foreman, manager.user_id, body))).toEqual([403, 'user.beyond_own_rights']);
    const path = `/users/${manager.user_id}/sessions`;
    expect(codeOf(await api.as(foreman, 'GET', path))).toEqual([403, 'user.beyond_own_rights']);
    expect(codeOf(await api.as(foreman, 'DELETE', path))).toEqual([403, 'user.beyond_own_rights']);
  });

  test('nobody is moved out of reach, nor into the whole plant', async () => {
    for (const area_id of [area.plant, area.yard, null]) {
      expect(codeOf(await patch(foreman, executor.user_id, { area_id }))).toEqual([403, 'access.denied']);
      expect(codeOf(await patch(foreman, foreman.user_id, { area_id }))).toEqual([403, 'access.denied']);
      expect(codeOf(await post(foreman, { area_id }))).toEqual([403, 'access.denied']);
    }
    expect((await patch(foreman, executor.user_id, { area_id: area.shop })).status).toBe(200);
  });

  test('one’s own password is not set without the present one', async () => {
    const answer = await patch(admin, admin.user_id, { password: PASSWORD });
    expect(codeOf(answer)).toEqual([403, 'user.own_password']);
  });
});

test('supervisors make no circle', async () => {
  const [a, b, c] = [await build.aUser(), await build.aUser(), await build.aUser()];
  const under = (user: UserActor, boss: UserActor) =>
    patch(admin, user.user_id, { supervisor_id: boss.user_id });
  expect((await under(a, b)).status).toBe(200);
  expect((await under(b, c)).status).toBe(200);
  const refused = [422, 'user.supervisor_cycle'];
  expect(codeOf(await under(c, a))).toEqual(refused);
  expect(codeOf(await under(c, c))).toEqual(refused);
  const [d, e] = [await build.aUser(), await build.aUser()];
  const race = await Promise.all([under(d, e), under(e, d)]);
  expect(race.map(({ status }) => status).sort()).toEqual([200, 422]);
  const gone = await build.aUser({ active: false });
  expect(codeOf(await under(a, gone))).toEqual([422, 'user.unknown_supervisor']);
  expect((await patch(admin, a.user_id, { supervisor_id: null })).body.supervisor_id).toBeNull();
});

test('only what has changed is on record', async () => {
  const { body } = await post(admin, { area_id: area.line, email: 'a@plant.example' });
  const id = String(body.id);
  await patch(admin, id, { full_name: body.full_name, locale: body.locale });
  await patch(admin, id, { area_id: area.yard, email: null, full_name: 'Сидоров' });
  expect((await auditOf(id)).slice(1)).toEqual([
    {
      action: 'user.update',
      user_id: admin.user_id,
      diff: {
        before: { area_id: area.line, email: '[redacted]', full_name: '[redacted]' },
        after: { area_id: area.yard, email: null, full_name: '[redacted]' },
      },
    },
  ]);
});
