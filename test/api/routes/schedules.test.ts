import { v7 as uuidv7 } from 'uuid';
import { openSlot } from '../../../activities/schedules/openSlot';
import type { SchedulerClient } from '../../../clients/schedules';
import { checkRoutes } from '../../../api/routes/checks';
import { scheduleRoutes } from '../../../api/routes/schedules';
import type { UserActor } from '../../../domain/actor';
import type { Services } from '../../../services/context';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testServices } from '../../support/services';
import { type SignedInApi, startSignedInApi } from '../../support/signedInApi';
import { faultsIn } from '../startSample';

const NOBODY = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0aff';

let database: TestDatabase;
let api: SignedInApi;
let services: Services;
let build: ReturnType<typeof createBuilders>;
let manager: UserActor;
let planner: UserActor;
let supervisor: UserActor;
let executor: UserActor;
let template: string;
let shop: string;
let yard: string;
/** The product's clock; sessions are the database's matter. */
let now: Date;

beforeAll(async () => {
  database = await testDatabase();
  build = createBuilders(database.db);
  const calendar = uuidv7();
  await database.db.read.places.insertCalendar({
    id: calendar,
    name: 'С праздниками',
    week: { mon: [{ from: '08:00', to: '17:00' }] },
    holidays: ['2026-11-04', '2026-12-31'],
    working_days: [],
  });
  shop = await build.anArea({ name: 'Цех 1', calendar_id: calendar });
  yard = await build.anArea();
  manager = await build.aUser({ role: 'manager', area_id: shop });
  planner = await build.aUser({ role: 'manager' });
  supervisor = await build.aUser({ role: 'supervisor', area_id: shop });
  executor = await build.aUser({ area_id: shop });
  template = (await build.aTemplate()).id;
  services = testServices(database.db, { now: () => now });
  now = new Date();
  api = await startSignedInApi(
    [...scheduleRoutes(services), ...checkRoutes(services)],
    testServices(database.db),
  );
});
beforeEach(() => {
  now = new Date();
});
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

const plan = (over: object = {}) => ({
  name: `Обход ${uuidv7().slice(-12)}`,
  cron_expression: '30 7 * * MON-FRI',
  time_zone: 'Europe/Moscow',
  template_id: template,
  executor_ids: [executor.user_id],
  assignment: 'each',
  ...over,
});
const activities = () => ({
  db: database.db,
  templates: services.templates,
  scheduler: {} as SchedulerClient,
  now: () => now,
});
const post = (by: UserActor, body: object) => api.as(by, 'POST', '/schedules/', { body });
const act = (by: UserActor, id: string, name: string) => api.as(by, 'POST', `/schedules/${id}/${name}`);
const patch = (by: UserActor, id: string, body: object) => api.as(by, 'PATCH', `/schedules/${id}`, { body });
const get = (by: UserActor, path: string) => api.as(by, 'GET', `/schedules/${path}`);
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

async function aSchedule(over: object = {}, by = manager): Promise<string> {
  const { status, body } = await post(by, plan(over));
  expect(status).toBe(201);
  return String(body.id);
}

async function messagesOf(id: string): Promise<string[]> {
  return database.db.pool('outbox').whereLike('subject', `%${id}%`).orderBy('seq').pluck('subject');
}

async function historyOf(id: string): Promise<[string, unknown][]> {
  const entries = await database.db.pool('audit_log').where({ entity_id: id }).orderBy('seq');
  return entries.map(({ action, diff }) => [action, diff]);
}

test('a plan is saved with its words, its next slot and what the caller may do, and Temporal is to hear of it', async () => {
  now = new Date('2026-11-24T06:00:00Z');
  const body = plan({ window: 'PT2H', jitter: 'PT5M', skip_holidays: true });
  const answer = await post(manager, body);
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    ...body,
    description: 'В 07:30, с понедельника по пятницу',
    area: { id: shop, name: 'Цех 1' },
    enabled: true,
    next_slot_at: '2026-11-25T04:30:00.000Z',
    created_by: manager.user_id,
    may: ['pause', 'run', 'update', 'delete'],
  });
  const id = String(answer.body.id);
  expect(await messagesOf(id)).toEqual([`schedule:${id}`]);
  expect(await historyOf(id)).toMatchObject([
    ['schedule.create', { after: { name: body.name, area_id: shop } }],
  ]);
  const english = await api.as(manager, 'GET', `/schedules/${id}`, { headers: { 'accept-language': 'en' } });
  expect(english.body.description).toBe('At 07:30, Monday through Friday');
});

test('who is bound to no area may leave each check to its executor’s own', async () => {
  const { body } = await post(planner, plan());
  expect(body).toMatchObject({ area_id: null, area: null });
  expect((await get(manager, String(body.id))).status).toBe(404);
});

test('all faults of a plan are told at once', async () => {
  const inactive = await build.aUser({ active: false });
  const auditor = await build.aUser({ role: 'auditor' });
  const answer = await post(manager, {
    ...plan(),
    name: ' ',
    cron_expression: '0 8 L * 1#2',
    template_id: NOBODY,
    executor_ids: [executor.user_id, inactive.user_id, auditor.user_id, NOBODY, executor.user_id],
    area_id: NOBODY,
    jitter: 'PT61M',
    window: 'soon',
  });
  expect(codeOf(answer)).toEqual([422, 'schedule.invalid']);
  expect(faultsIn(answer).sort()).toEqual(
    [
      '/name field.missing',
      '/cron_expression schedule.cron_unsupported',
      '/cron_expression schedule.cron_unsupported',
      '/template_id schedule.unknown_template',
      '/executor_ids/1 schedule.unknown_executor',
      '/executor_ids/2 schedule.unknown_executor',
      '/executor_ids/3 schedule.unknown_executor',
      '/executor_ids/4 schedule.duplicate_executor',
      '/area_id schedule.unknown_area',
      '/jitter schedule.jitter',
      '/window field.bad_format',
    ].sort(),
  );
  const words = (answer.body.errors as { message: string }[]).map(({ message }) => message);
  expect(words).toContain(
    'Знак «L» (позиция 5) не поддерживается. Вместо ? поставьте *, вместо L, W и # перечислите числа месяца или дни недели.',
  );
});

test.each([
  ['window', 'PT10S', 201],
  ['window', 'PT9S', 422],
  ['window', 'P31D', 201],
  ['window', 'P31DT1S', 422],
  ['window', '', 422],
  ['window', 'P1M', 422],
  ['window', null, 201],
  ['jitter', '', 422],
  ['jitter', 'PT0S', 201],
  ['jitter', 'PT1H', 201],
  ['jitter', 'PT1H1S', 422],
  ['executor_ids', 200, 201],
  ['executor_ids', 201, 400],
  ['executor_ids', 0, 400],
] as const)('limit: %s %s', async (field, value, status) => {
  const people = async (count: number) => {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) ids.push((await build.aUser()).user_id);
    return ids;
  };
  const given =
    typeof value === 'number'
      ? value > 200
        ? Array.from({ length: value }, () => uuidv7())
        : await people(value)
      : value;
  expect((await post(manager, plan({ [field]: given }))).status).toBe(status);
});

test('a name has up to 200 characters, a cron expression up to 100', async () => {
  const inName = async (length: number) => (await post(manager, plan({ name: 'я'.repeat(length) }))).status;
  expect([await inName(200), await inName(201), await inName(0)]).toEqual([201, 400, 400]);
  const inCron = (weekdays: string) => post(manager, plan({ cron_expression: `0 8  * * ${weekdays}` }));
  expect((await inCron(`${'1,'.repeat(45)}1`)).status).toBe(201);
  const long = await inCron(`1${',1'.repeat(45)},`);
  expect([long.status, faultsIn(long)]).toEqual([422, ['/cron_expression field.too_long']]);
});

test('an archived template, a taken name and an area of others are refused; a deleted schedule frees its name', async () => {
  const archived = (await build.aTemplate()).id;
  await database.db.pool('templates').where({ id: archived }).update({ status: 'archived' });
  expect(codeOf(await post(manager, plan({ template_id: archived })))).toEqual([409, 'template.archived']);
  expect(codeOf(await post(manager, plan({ area_id: yard })))).toEqual([403, 'access.denied']);
  expect(codeOf(await post(manager, plan({ area_id: null })))).toEqual([403, 'access.denied']);
  const id = await aSchedule({ name: 'Погрузчики' });
  expect(codeOf(await post(manager, plan({ name: 'погрузчики' })))).toEqual([409, 'schedule.name_taken']);
  expect((await api.as(manager, 'DELETE', `/schedules/${id}`)).status).toBe(204);
  expect(codeOf(await get(manager, id))).toEqual([404, 'schedule.not_found']);
  expect((await post(manager, plan({ name: 'погрузчики' }))).status).toBe(201);
  expect(await messagesOf(id)).toEqual([`schedule:${id}`, `schedule:${id}`]);
});

test('a change makes the next version from now on; nothing changed, nothing is written', async () => {
  const id = await aSchedule();
  const versions = () => database.db.read.schedules.versionsOf([id]);
  expect((await patch(manager, id, { cron_expression: '30 7 * * MON-FRI' })).status).toBe(200);
  expect(await versions()).toHaveLength(1);
  const changed = await patch(manager, id, {
    cron_expression: '0 6 * * *',
    window: 'PT1H',
    name: `Новый ${id}`,
  });
  expect(changed.body).toMatchObject({ cron_expression: '0 6 * * *', window: 'PT1H', name: `Новый ${id}` });
  expect(await versions()).toMatchObject([
    { cron_expression: '30 7 * * MON-FRI' },
    { cron_expression: '0 6 * * *' },
  ]);
  expect((await historyOf(id))[1]).toEqual([
    'schedule.update',
    {
      before: { cron_expression: '30 7 * * MON-FRI', window: null, name: expect.any(String) },
      after: { cron_expression: '0 6 * * *', window: 'PT1H', name: `Новый ${id}` },
    },
  ]);
  expect(codeOf(await patch(manager, id, { area_id: yard }))).toEqual([403, 'access.denied']);
  expect(codeOf(await patch(manager, id, { cron_expression: 'x' }))).toEqual([422, 'schedule.cron_fields']);
});

test('pause and resume may be repeated, and say what may be done next', async () => {
  const id = await aSchedule();
  for (let time = 0; time < 2; time += 1) {
    const { status, body } = await act(manager, id, 'pause');
    expect([status, body]).toMatchObject([
      200,
      { enabled: false, next_slot_at: null, may: ['resume', 'run', 'update', 'delete'] },
    ]);
  }
  expect((await act(manager, id, 'resume')).body).toMatchObject({ enabled: true });
  expect((await historyOf(id)).map(([action]) => action)).toEqual([
    'schedule.create',
    'schedule.pause',
    'schedule.resume',
  ]);
});

test('a supervisor sees and does not touch, an executor does not see, a stranger neither', async () => {
  const id = await aSchedule();
  expect((await get(supervisor, id)).body).toMatchObject({ id, may: [] });
  for (const name of ['pause', 'resume', 'run'])
    expect(codeOf(await act(supervisor, id, name))).toEqual([403, 'access.denied']);
  expect(codeOf(await get(executor, id))).toEqual([404, 'schedule.not_found']);
  expect(codeOf(await api.as(executor, 'GET', '/schedules/'))).toEqual([403, 'access.denied']);
});

test('run gives the second of its slot, and waits in the outbox', async () => {
  const id = await aSchedule({ enabled: false });
  now = new Date('2026-11-24T06:00:07.890Z');
  const answer = await act(manager, id, 'run');
  expect([answer.status, answer.body]).toEqual([202, { slot_at: '2026-11-24T06:00:07.000Z' }]);
  expect(await messagesOf(id)).toContain(`run:${id}:2026-11-24T06:00:07Z`);
  await database.db.pool('templates').where({ id: template }).update({ status: 'archived' });
  expect(codeOf(await act(manager, id, 'run'))).toEqual([409, 'template.archived']);
  expect((await get(manager, id)).body.may).toEqual(['resume', 'update', 'delete']);
  await database.db.pool('templates').where({ id: template }).update({ status: 'active' });
});

test('the preview tells the next slots and which of them are holidays', async () => {
  now = new Date('2026-12-29T05:00:00Z');
  const id = await aSchedule({ skip_holidays: true });
  const { body } = await get(manager, `${id}/preview?count=3`);
  expect(body).toEqual({
    description: 'В 07:30, с понедельника по пятницу',
    items: [
      { at: '2026-12-30T04:30:00.000Z', local: '2026-12-30T07:30', skipped: null },
      { at: '2026-12-31T04:30:00.000Z', local: '2026-12-31T07:30', skipped: 'holiday' },
      { at: '2027-01-01T04:30:00.000Z', local: '2027-01-01T07:30', skipped: null },
    ],
  });
  const keeping = await aSchedule();
  expect((await get(manager, `${keeping}/preview`)).body.items).toHaveLength(10);
  expect((await get(manager, `${keeping}/preview?count=100`)).body.items).toHaveLength(100);
  expect((await get(manager, `${keeping}/preview?count=101`)).status).toBe(400);
  const unsaved = await api.as(manager, 'POST', '/schedules/preview', {
    body: { cron_expression: '0 8 31 * *', time_zone: 'Europe/Moscow', skip_holidays: true, count: 1 },
  });
  expect(unsaved.body).toMatchObject({ items: [{ local: '2026-12-31T08:00', skipped: 'holiday' }] });
  const faulty = await api.as(manager, 'POST', '/schedules/preview', {
    body: { cron_expression: '0 8 ? * *', time_zone: 'Mars/Base' },
  });
  expect(faulty.status).toBe(400);
});

test('the slots tell what was planned and what became of it, page by page', async () => {
  now = new Date('2026-11-03T00:00:00Z');
  const second = await build.aUser({ area_id: shop });
  const executor_ids = [executor.user_id, second.user_id].sort();
  const id = await aSchedule({
    cron_expression: '0 8 * * *',
    executor_ids,
    skip_holidays: true,
    window: 'P1D',
  });
  for (const day of ['03', '04', '05']) {
    now = new Date(`2026-11-${day}T05:00:01Z`);
    await openSlot(activities(), { schedule_id: id, slot_at: `2026-11-${day}T05:00:00Z`, by_hand: false });
  }
  const range = 'from=2026-11-01T00:00:00Z&to=2026-11-07T00:00:00Z';
  const items: Record<string, unknown>[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await get(manager, `${id}/slots?${range}&limit=3${cursor ? `&cursor=${cursor}` : ''}`);
    items.push(...(body.items as Record<string, unknown>[]));
    cursor = body.next_cursor as string | null;
  } while (cursor);
  expect(items.map(({ local, executor_id, status, cause }) => [local, executor_id, status, cause])).toEqual(
    [
      ['2026-11-03T08:00', 'opened', null],
      ['2026-11-04T08:00', 'missed', 'holiday'],
      ['2026-11-05T08:00', 'opened', null],
      ['2026-11-06T08:00', 'planned', null],
    ].flatMap(([local, status, cause]) => executor_ids.map((one) => [local, one, status, cause])),
  );
  const whole = await get(manager, `${id}/slots?${range}`);
  expect(whole.body).toEqual({ items, next_cursor: null });
  expect((await get(manager, `${id}/slots`)).body.items).toHaveLength(2 * 10);
  expect((await get(manager, `${id}/slots?from=2026-01-01T00:00:00Z&to=2027-01-02T00:00:00Z`)).status).toBe(
    200,
  );
  expect(
    faultsIn(await get(manager, `${id}/slots?from=2026-01-01T00:00:00Z&to=2027-01-02T00:00:01Z`)),
  ).toEqual(['?to schedule.ledger_span']);
  expect((await get(manager, `${id}/slots?cursor=bm8`)).status).toBe(400);
  const farthest = await get(manager, `${id}/slots?from=9999-12-31T00:00:00Z&to=9999-12-31T23:59:59Z`);
  expect((farthest.body.items as { local: string }[]).map(({ local }) => local)).toEqual(
    Array(2).fill('9999-12-31T08:00'),
  );
  expect((await get(manager, `${id}/slots?from=0001-01-01T00:00:00Z&to=0001-01-02T00:00:00Z`)).body).toEqual({
    items: [],
    next_cursor: null,
  });
});

test('a check tells which schedule opened it, and for which moment', async () => {
  now = new Date('2026-11-24T00:00:00Z');
  const id = await aSchedule({ name: 'Насосная', cron_expression: '0 8 * * *' });
  now = new Date('2026-11-24T05:00:02Z');
  await openSlot(activities(), { schedule_id: id, slot_at: '2026-11-24T05:00:00Z', by_hand: false });
  const [slot] = (await get(manager, `${id}/slots`)).body.items as { check_id: string }[];
  const check = String(slot?.check_id);
  const byId = await api.as(executor, 'GET', `/checks/${check}`);
  expect(byId.body).toMatchObject({
    schedule: { id, name: 'Насосная' },
    slot_at: '2026-11-24T05:00:00.000Z',
  });

  const story = async (language: string) => {
    const headers = { 'accept-language': language };
    const { body } = await api.as(executor, 'GET', `/checks/${check}/timeline`, { headers });
    return (body.items as { text: string }[])[0];
  };
  expect(await story('ru')).toMatchObject({
    actor: { kind: 'schedule', id, name: 'Насосная' },
    text: expect.stringContaining('по расписанию «Насосная»'),
  });
  expect((await story('en'))?.text).toContain('by the schedule “Насосная”');

  const byHand = await api.as(manager, 'POST', '/checks/', {
    body: { template_id: template, executor_id: executor.user_id },
  });
  expect(byHand.body).toMatchObject({ schedule: null, slot_at: null });
});

test('what a paused schedule plans is shown as such, and whom turns will fall to is left open', async () => {
  now = new Date('2026-11-24T00:00:00Z');
  const id = await aSchedule({ cron_expression: '0 8 * * *', assignment: 'rotate', enabled: false });
  const { body } = await get(manager, `${id}/slots?to=2026-11-26T00:00:00Z`);
  expect(body.items).toEqual([
    {
      slot_at: '2026-11-24T05:00:00.000Z',
      local: '2026-11-24T08:00',
      executor_id: null,
      check_id: null,
      status: 'planned',
      cause: 'paused',
    },
    {
      slot_at: '2026-11-25T05:00:00.000Z',
      local: '2026-11-25T08:00',
      executor_id: null,
      check_id: null,
      status: 'planned',
      cause: 'paused',
    },
  ]);
});

test('a planned slot tells why it is not going to open, as things are now', async () => {
  now = new Date('2026-12-29T20:00:00Z');
  const [gone, elsewhere] = [await build.aUser({ area_id: shop }), await build.aUser({ area_id: yard })];
  const executor_ids = [executor.user_id, gone.user_id, elsewhere.user_id];
  const common = { cron_expression: '0 8 * * *', skip_holidays: true, area_id: null, executor_ids };
  const ownTemplate = (await build.aTemplate()).id;
  const each = await aSchedule({ ...common, template_id: ownTemplate }, planner);
  const rotate = await aSchedule({ ...common, assignment: 'rotate', executor_ids: [gone.user_id] }, planner);
  await database.db.pool('users').where({ id: gone.user_id }).update({ active: false });
  const causes = async (id: string) => {
    const { body } = await get(planner, `${id}/slots?to=2027-01-01T00:00:00Z`);
    return (body.items as { local: string; executor_id: string | null; cause: string | null }[])
      .sort((a, b) => a.local.localeCompare(b.local) || indexOf(a) - indexOf(b))
      .map(({ local, cause }) => [local.slice(0, 10), cause]);
  };
  const indexOf = ({ executor_id }: { executor_id: string | null }) =>
    executor_ids.indexOf(String(executor_id));
  expect(await causes(each)).toEqual([
    ['2026-12-30', null],
    ['2026-12-30', 'no_active_executor'],
    ['2026-12-30', null],
    ['2026-12-31', 'holiday'],
    ['2026-12-31', 'no_active_executor'],
    ['2026-12-31', null],
  ]);
  expect(await causes(rotate)).toEqual([
    ['2026-12-30', 'no_active_executor'],
    ['2026-12-31', 'holiday'],
  ]);
  await database.db.pool('templates').where({ id: ownTemplate }).update({ status: 'archived' });
  expect(new Set((await causes(each)).map(([, cause]) => cause))).toEqual(new Set(['template_archived']));
  await act(planner, each, 'pause');
  expect(new Set((await causes(each)).map(([, cause]) => cause))).toEqual(new Set(['paused']));
});

test.each([
  ['rotate', 1],
  ['rotate', 3],
  ['each', 1],
  ['each', 3],
] as const)('a plan of %s over %i executors is paged through to its end', async (assignment, count) => {
  now = new Date('2026-11-24T00:00:00Z');
  const executor_ids = [executor.user_id];
  while (executor_ids.length < count) executor_ids.push((await build.aUser({ area_id: shop })).user_id);
  const id = await aSchedule({ cron_expression: '0 8 * * *', assignment, executor_ids });
  await patch(manager, id, { cron_expression: '0 9 * * *' });
  const page = (query: string) => get(manager, `${id}/slots?to=2026-12-04T00:00:00Z${query}`);
  const whole = (await page('&limit=200')).body.items as unknown[];
  expect(whole).toHaveLength(assignment === 'each' ? 10 * count : 10);
  for (const limit of [1, 2, 3, 4]) {
    const items: unknown[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await page(`&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`);
      items.push(...(body.items as unknown[]));
      cursor = body.next_cursor as string | null;
    } while (cursor);
    expect(items).toEqual(whole);
  }
});

test('lists are filtered and hold what the caller may see', async () => {
  const other = await build.aUser({ area_id: yard });
  const mine = await aSchedule({ executor_ids: [other.user_id], name: `Обход 100% ${uuidv7()}` });
  const beside = await aSchedule({ area_id: yard, executor_ids: [other.user_id] }, planner);
  const ids = async (by: UserActor, query: string) => {
    const { body } = await api.as(by, 'GET', `/schedules/?${query}`);
    return (body.items as { id: string }[]).map(({ id }) => id);
  };
  expect(await ids(planner, `executor_id=${other.user_id}`)).toEqual([beside, mine]);
  expect(await ids(manager, `executor_id=${other.user_id}`)).toEqual([mine]);
  expect(await ids(planner, `area_id=${yard}`)).toEqual([beside]);
  expect(await ids(planner, 'q=100%25')).toEqual([mine]);
  await act(manager, mine, 'pause');
  expect(await ids(planner, `executor_id=${other.user_id}&enabled=true`)).toEqual([beside]);
  expect(await ids(planner, `template_id=${NOBODY}`)).toEqual([]);
});
