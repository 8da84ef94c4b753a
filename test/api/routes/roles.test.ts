import { authRoutes } from '../../../api/routes/auth';
import { roleRoutes } from '../../../api/routes/roles';
import type { UserActor } from '../../../domain/actor';
import { PERMISSIONS } from '../../../domain/permissions';
import { seedRoles } from '../../../services/auth/seedRoles';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testServices } from '../../support/services';
import { type SignedInApi, startSignedInApi } from '../../support/signedInApi';
import { faultsIn } from '../startSample';

let database: TestDatabase;
let api: SignedInApi;
let build: ReturnType<typeof createBuilders>;
let admin: UserActor;
let executor: UserActor;

beforeAll(async () => {
  database = await testDatabase();
  build = createBuilders(database.db);
  const services = testServices(database.db);
  await seedRoles(services);
  admin = await build.aUser({ role: 'admin' });
  executor = await build.aUser();
  api = await startSignedInApi([...authRoutes(services), ...roleRoutes(services)], services);
});
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

let names = 0;
const post = (by: UserActor, over: object = {}) =>
  api.as(by, 'POST', '/roles/', {
    body: { name: `role-${++names}`, title: 'Инженер', permissions: ['VIEW_CHECKS'], ...over },
  });
const patch = (by: UserActor, id: string, body: object) => api.as(by, 'PATCH', `/roles/${id}`, { body });
const idOf = async (name: string) => (await database.db.read.people.roleByName(name))?.id ?? '';
const codeOf = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];

test('anyone signed in reads the roles; who may change them is told', async () => {
  const names = async (user: UserActor) => {
    const { body } = await api.as(user, 'GET', '/roles/');
    return (body.items as { name: string; may: string[] }[]).map(({ name, may }) => [name, ...may]);
  };
  expect(await names(executor)).toEqual(expect.arrayContaining([['admin'], ['executor']]));
  expect(await names(admin)).toEqual(expect.arrayContaining([['admin', 'update']]));
});

test('an own role is made, with each permission once', async () => {
  const answer = await post(admin, {
    name: 'engineer',
    permissions: ['VIEW_REPORTS', 'VIEW_CHECKS', 'VIEW_CHECKS'],
  });
  expect([answer.status, answer.body]).toMatchObject([
    201,
    { name: 'engineer', title: 'Инженер', permissions: ['VIEW_CHECKS', 'VIEW_REPORTS'], may: ['update'] },
  ]);
  expect(codeOf(await post(admin, { name: 'engineer' }))).toEqual([409, 'role.name_taken']);
  const bad = await post(admin, { name: 'Инженер', title: '', permissions: ['FLY'], extra: 1 });
  expect(codeOf(bad)).toEqual([400, 'request.invalid']);
  expect(faultsIn(bad)).toEqual([
    '/extra field.unknown',
    '/name field.bad_format',
    '/permissions/0 field.not_allowed',
    '/title field.missing',
  ]);
});

test('a role’s change takes effect on the next request of its holders, and only it is on record', async () => {
  const { body: role } = await post(admin, { name: 'inspector' });
  const inspector = await build.aUser({ role: 'inspector' });
  const permissions = async () => (await api.as(inspector, 'GET', '/auth/me')).body.permissions;
  expect(await permissions()).toEqual(['VIEW_CHECKS']);
  await patch(admin, String(role.id), { permissions: ['FILL_CHECKS', 'VIEW_CHECKS'], title: 'Инженер' });
  expect(await permissions()).toEqual(['FILL_CHECKS', 'VIEW_CHECKS']);
  await patch(admin, String(role.id), { permissions: [] });
  expect(await permissions()).toEqual([]);
  const entries = await database.db.pool('audit_log').where({ entity_id: role.id }).orderBy('seq');
  expect(entries.map(({ action, diff }) => [action, diff])).toEqual([
    [
      'role.create',
      { before: null, after: { name: 'inspector', title: 'Инженер', permissions: ['VIEW_CHECKS'] } },
    ],
    [
      'role.update',
      { before: { permissions: ['VIEW_CHECKS'] }, after: { permissions: ['FILL_CHECKS', 'VIEW_CHECKS'] } },
    ],
    ['role.update', { before: { permissions: ['FILL_CHECKS', 'VIEW_CHECKS'] }, after: { permissions: [] } }],
  ]);
});

test('the name is fixed, and a role that is not there is 404', async () => {
  expect(codeOf(await patch(admin, await idOf('auditor'), { name: 'x' }))).toEqual([400, 'request.invalid']);
  const nobody = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0aff';
  expect(codeOf(await patch(admin, nobody, { title: 'Кто' }))).toEqual([404, 'role.not_found']);
});

test('admin keeps what puts everything else right, and may lose the rest', async () => {
  const id = await idOf('admin');
  for (const lost of ['MANAGE_USERS', 'MANAGE_ROLES']) {
    const answer = await patch(admin, id, { permissions: PERMISSIONS.filter((name) => name !== lost) });
    expect(codeOf(answer)).toEqual([409, 'role.protected']);
  }
  expect((await patch(admin, id, { title: 'Главный' })).body).toMatchObject({ title: 'Главный' });
});

describe('reaching for more', () => {
  test('without MANAGE_ROLES, and for a caller bound to an area, roles stand', async () => {
    const bound = await build.aUser({ role: 'admin', area_id: await build.anArea() });
    for (const user of [executor, bound]) {
      expect(codeOf(await post(user))).toEqual([403, 'access.denied']);
      expect(codeOf(await patch(user, await idOf('executor'), { title: 'Я' }))).toEqual([
        403,
        'access.denied',
      ]);
    }
  });

  test('nobody gives a role, or takes from it, what they lack', async () => {
    await post(admin, { name: 'clerk', permissions: ['MANAGE_ROLES', 'VIEW_CHECKS'] });
    const clerk = await build.aUser({ role: 'clerk' });
    const refused = [403, 'role.beyond_own_rights'];
    expect(codeOf(await post(clerk, { permissions: ['MANAGE_USERS'] }))).toEqual(refused);
    expect(codeOf(await patch(clerk, await idOf('clerk'), { permissions: [...PERMISSIONS] }))).toEqual(
      refused,
    );
    expect(codeOf(await patch(clerk, await idOf('admin'), { permissions: ['MANAGE_ROLES'] }))).toEqual(
      refused,
    );
    expect(codeOf(await patch(clerk, await idOf('executor'), { permissions: [] }))).toEqual(refused);
    const given = await patch(clerk, await idOf('executor'), { permissions: ['FILL_CHECKS', 'VIEW_CHECKS'] });
    expect(given.status).toBe(200);
  });

  test('permissions of the last administrators’ own role are not taken away', async () => {
    await patch(admin, await idOf('executor'), { permissions: ['FILL_CHECKS'] });
    const { body: role } = await post(admin, { name: 'chief', permissions: [...PERMISSIONS] });
    const chief = await build.aUser({ role: 'chief' });
    await database.db.pool('users').where({ id: admin.user_id }).update({ active: false });
    const answer = await patch(chief, String(role.id), { permissions: ['MANAGE_USERS'] });
    expect(codeOf(answer)).toEqual([409, 'user.last_administrator']);
    await database.db.pool('users').where({ id: admin.user_id }).update({ active: true });
    expect((await patch(chief, String(role.id), { permissions: ['MANAGE_USERS'] })).status).toBe(200);
  });
});
