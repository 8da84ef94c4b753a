import { areaRoutes } from '../../../api/routes/areas';
import type { UserActor } from '../../../domain/actor';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testServices } from '../../support/services';
import { type SignedInApi, startSignedInApi } from '../../support/signedInApi';
import { faultsIn } from '../startSample';

const NOBODY = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0aff';

let database: TestDatabase;
let api: SignedInApi;
let build: ReturnType<typeof createBuilders>;
let admin: UserActor;
let manager: UserActor;
let executor: UserActor;
let plant: string;
let shop: string;
let line: string;
let yard: string;

beforeAll(async () => {
  database = await testDatabase();
  build = createBuilders(database.db);
  plant = await build.anArea();
  shop = await build.anArea({ parent_id: plant });
  line = await build.anArea({ parent_id: shop });
  yard = await build.anArea({ parent_id: plant });
  admin = await build.aUser({ role: 'admin' });
  manager = await build.aUser({ role: 'manager', area_id: shop });
  executor = await build.aUser();
  const services = testServices(database.db);
  api = await startSignedInApi(areaRoutes(services), services);
});
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

const post = (by: UserActor, body: object) =>
  api.as(by, 'POST', '/areas/', { body: { time_zone: 'Europe/Moscow', ...body } });
const patch = (by: UserActor, id: string, body: object) => api.as(by, 'PATCH', `/areas/${id}`, { body });
const codeOf = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];
const pathOf = async (id: string) => (await database.db.read.places.area(id))?.path;

test('anyone signed in reads the tree; who may change what is told', async () => {
  const mayOf = async (user: UserActor) => {
    const { body } = await api.as(user, 'GET', '/areas/');
    return new Map((body.items as { id: string; may: string[] }[]).map(({ id, may }) => [id, may]));
  };
  expect((await mayOf(executor)).get(plant)).toEqual([]);
  const managers = await mayOf(manager);
  expect([plant, shop, line, yard].map((id) => managers.get(id))).toEqual([[], ['update'], ['update'], []]);
});

test('an area has a tag whose code opens what is due there', async () => {
  const { status, body } = await api.as(executor, 'GET', `/areas/${line}/tag`);
  expect([status, body]).toMatchObject([200, { url: expect.stringMatching(`^https?://.+/at/${line}$`) }]);
  expect(body.qr_svg).toMatch(/^<svg /);
  expect(codeOf(await api.as(executor, 'GET', `/areas/${NOBODY}/tag`))).toEqual([404, 'area.not_found']);
});

test('an area is made below another, and is on record', async () => {
  const answer = await post(manager, { name: 'Линия 2', parent_id: shop, time_zone: 'Asia/Yekaterinburg' });
  const id = String(answer.body.id);
  expect([answer.status, answer.body]).toMatchObject([
    201,
    {
      name: 'Линия 2',
      parent_id: shop,
      path: [plant, shop, id],
      time_zone: 'Asia/Yekaterinburg',
      calendar_id: null,
    },
  ]);
  expect(await database.db.pool('audit_log').where({ entity_id: id })).toMatchObject([
    {
      action: 'area.create',
      area_id: id,
      diff: { before: null, after: { name: 'Линия 2', parent_id: shop } },
    },
  ]);
  expect(codeOf(await post(admin, { name: 'Линия 2', parent_id: shop }))).toEqual([409, 'area.name_taken']);
  expect((await post(admin, { name: 'Линия 2', parent_id: yard })).status).toBe(201);
  expect((await post(admin, { name: 'Второй завод' })).body).toMatchObject({ parent_id: null });
});

test('what leads nowhere is told at once', async () => {
  const answer = await post(admin, { name: ' ', parent_id: NOBODY, calendar_id: NOBODY });
  expect(codeOf(answer)).toEqual([422, 'area.invalid']);
  expect(faultsIn(answer)).toEqual([
    '/calendar_id area.unknown_calendar',
    '/name field.missing',
    '/parent_id area.unknown_parent',
  ]);
  for (const time_zone of ['Moscow', '+03:00', ''])
    expect(codeOf(await post(admin, { name: 'x', time_zone }))).toEqual([400, 'request.invalid']);
  expect(codeOf(await patch(admin, NOBODY, { name: 'x' }))).toEqual([404, 'area.not_found']);
});

test('a move takes along all that lies below, and no circle comes of it', async () => {
  const moved = await build.anArea({ parent_id: shop });
  const below = await build.anArea({ parent_id: moved });
  const deepest = await build.anArea({ parent_id: below });
  expect((await patch(admin, moved, { parent_id: yard })).body.path).toEqual([plant, yard, moved]);
  expect(await pathOf(deepest)).toEqual([plant, yard, moved, below, deepest]);
  expect((await patch(admin, moved, { parent_id: null })).body.path).toEqual([moved]);
  expect(await pathOf(below)).toEqual([moved, below]);
  for (const parent_id of [moved, below, deepest])
    expect(codeOf(await patch(admin, moved, { parent_id }))).toEqual([422, 'area.cycle']);
  expect(await pathOf(deepest)).toEqual([moved, below, deepest]);
});

test('two moves into each other at once make no circle', async () => {
  const [a, b] = [await build.anArea(), await build.anArea()];
  const race = await Promise.all([patch(admin, a, { parent_id: b }), patch(admin, b, { parent_id: a })]);
  expect(race.map(({ status }) => status).sort()).toEqual([200, 422]);
  const paths = await Promise.all([pathOf(a), pathOf(b)]);
  expect(paths.map((path) => path?.length).sort()).toEqual([1, 2]);
});

test('nobody makes, changes or moves an area out of their reach', async () => {
  const denied = [403, 'access.denied'];
  for (const parent_id of [plant, yard, null]) {
    expect(codeOf(await post(manager, { name: 'Чужой', parent_id }))).toEqual(denied);
    expect(codeOf(await patch(manager, line, { parent_id }))).toEqual(denied);
  }
  for (const id of [plant, yard]) expect(codeOf(await patch(manager, id, { name: 'Мой' }))).toEqual(denied);
  expect(codeOf(await patch(manager, yard, { parent_id: shop }))).toEqual(denied);
  expect(codeOf(await patch(executor, line, { name: 'Мой' }))).toEqual(denied);
  expect((await patch(manager, line, { name: 'Своя линия' })).status).toBe(200);
});
