import { calendarRoutes } from '../../../api/routes/calendars';
import type { UserActor } from '../../../domain/actor';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testServices } from '../../support/services';
import { type SignedInApi, startSignedInApi } from '../../support/signedInApi';
import { faultsIn } from '../startSample';

let database: TestDatabase;
let api: SignedInApi;
let build: ReturnType<typeof createBuilders>;
let admin: UserActor;
let manager: UserActor;
let executor: UserActor;
let shop: string;

beforeAll(async () => {
  database = await testDatabase();
  build = createBuilders(database.db);
  shop = await build.anArea();
  admin = await build.aUser({ role: 'admin' });
  manager = await build.aUser({ role: 'manager', area_id: shop });
  executor = await build.aUser();
  const services = testServices(database.db);
  api = await startSignedInApi(calendarRoutes(services), services);
});
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

const week = { mon: [{ from: '08:00', to: '17:00' }] };
let names = 0;
const post = (by: UserActor, over: object = {}) =>
  api.as(by, 'POST', '/calendars/', { body: { name: `Календарь ${++names}`, week, ...over } });
const patch = (by: UserActor, id: string, body: object) => api.as(by, 'PATCH', `/calendars/${id}`, { body });
const codeOf = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];

test('a calendar is made, read by everybody and changed; only what changed is on record', async () => {
  const made = await post(manager, { holidays: ['2026-05-01'] });
  const id = String(made.body.id);
  expect([made.status, made.body]).toMatchObject([
    201,
    { week, holidays: ['2026-05-01'], working_days: [], may: ['update'] },
  ]);
  const { body } = await api.as(executor, 'GET', '/calendars/');
  expect(body.items).toEqual([{ ...made.body, may: [] }]);
  const changed = await patch(manager, id, { week, working_days: ['2026-05-02'] });
  expect(changed.body).toMatchObject({ holidays: ['2026-05-01'], working_days: ['2026-05-02'] });
  const [, entry] = await database.db.pool('audit_log').where({ entity_id: id }).orderBy('seq');
  expect(entry).toMatchObject({
    action: 'calendar.update',
    diff: { before: { working_days: [] }, after: { working_days: ['2026-05-02'] } },
  });
  expect(codeOf(await post(admin, { name: made.body.name }))).toEqual([409, 'calendar.name_taken']);
  expect(codeOf(await post(executor))).toEqual([403, 'access.denied']);
});

test('all faults are told at once', async () => {
  const answer = await post(admin, {
    name: ' ',
    week: { mon: [{ from: '8', to: '17:00' }] },
    holidays: ['2026-13-01'],
  });
  expect(codeOf(answer)).toEqual([422, 'calendar.invalid']);
  expect(faultsIn(answer)).toEqual([
    '/holidays/0 calendar.bad_date',
    '/name field.missing',
    '/week/mon/0/from calendar.bad_time',
  ]);
  expect(codeOf(await post(admin, { week: {} }))).toEqual([422, 'calendar.never_works']);
  const unknown = await post(admin, { week: { monday: [] } });
  expect(faultsIn(unknown)).toEqual(['/week/monday field.unknown']);
  const id = String((await post(admin)).body.id);
  expect(codeOf(await patch(admin, id, { week: { tue: [] } }))).toEqual([422, 'calendar.never_works']);
  const nobody = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0aff';
  expect(codeOf(await patch(admin, nobody, { name: 'x' }))).toEqual([404, 'calendar.not_found']);
});

test('a calendar that areas beyond reach work by is not changed from here', async () => {
  const id = String((await post(admin)).body.id);
  await build.anArea({ parent_id: shop, calendar_id: id });
  expect((await patch(manager, id, { holidays: ['2026-05-01'] })).status).toBe(200);
  await build.anArea({ calendar_id: id });
  const refused = await patch(manager, id, { holidays: [] });
  expect(codeOf(refused)).toEqual([403, 'calendar.used_elsewhere']);
  expect((await patch(admin, id, { holidays: [] })).status).toBe(200);
});
