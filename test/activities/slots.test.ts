import { v7 as uuidv7 } from 'uuid';
import { openSlot } from '../../activities/schedules/openSlot';
import { settleSlots } from '../../activities/schedules/settleSlots';
import type { SchedulerClient } from '../../clients/schedules';
import type { SchedulePlan } from '../../db/repositories/schedules';
import { createTemplateVersions } from '../../db/templateVersions';
import { createBuilders } from '../support/builders';
import { type TestDatabase, testDatabase } from '../support/database';

let database: TestDatabase;
let build: ReturnType<typeof createBuilders>;
let now = new Date('2026-06-01T05:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  build = createBuilders(database.db);
});
// What other tests planned is settled for good.
beforeEach(() => database.db.pool('schedules').update({ settled_until: '2030-01-01' }));
afterAll(() => database?.close());

const noTemporal = {} as SchedulerClient;
const deps = () => ({
  db: database.db,
  templates: createTemplateVersions(database.db.read),
  scheduler: noTemporal,
  now: () => now,
});
const at = (text: string): Date => new Date(text);

/** In Moscow, hourly, from 1 June 2026, opened within two hours. */
async function aSchedule(
  over: Partial<SchedulePlan> = {},
  created_by: string | null = null,
): Promise<string> {
  const id = uuidv7();
  const plan: SchedulePlan = {
    enabled: true,
    cron_expression: '0 * * * *',
    time_zone: 'Europe/Moscow',
    template_id: over.template_id ?? (await build.aTemplate({ settings: { due_in: 'PT4H' } })).id,
    executor_ids: over.executor_ids ?? [(await build.aUser()).user_id],
    assignment: 'each',
    area_id: null,
    jitter: null,
    window: 'PT2H',
    skip_holidays: false,
    ...over,
  };
  const created_at = at('2026-06-01T00:00:00Z');
  await database.db.read.schedules.insert(
    { id, name: `Обход ${id.slice(-12)}`, created_by, created_at },
    plan,
  );
  return id;
}

const open = (schedule_id: string, slot_at: string, by_hand = false) =>
  openSlot(deps(), { schedule_id, slot_at, by_hand });
const settle = () => settleSlots(deps(), () => undefined);

async function ledger(id: string, from = '2026-06-01T00:00:00Z', to = '2026-07-01T00:00:00Z') {
  const rows = await database.db.read.slots.page([id], { from: at(from), to: at(to), limit: 5_000 });
  return rows.map(({ key, executor_id, check_id, cause }) => ({
    key,
    executor_id,
    opened: check_id !== null,
    cause,
  }));
}

async function replan(id: string, over: Partial<SchedulePlan>, from: string): Promise<void> {
  const [last] = (await database.db.read.schedules.versionsOf([id])).slice(-1);
  if (!last) throw new Error('No such schedule');
  const { schedule_id: _id, version, effective_from: _from, ...plan } = last;
  await database.db.read.schedules.replan(id, version + 1, { ...plan, ...over }, at(from));
}

test('a slot opens one check for each executor, due from the planned moment, however often it is fired', async () => {
  now = at('2026-06-01T06:20:00Z');
  const executor_ids = [(await build.aUser()).user_id, (await build.aUser()).user_id];
  const id = await aSchedule({ executor_ids });
  expect(await open(id, '2026-06-01T06:00:00Z')).toEqual({ outcome: 'recorded', opened: 2, missed: [] });
  expect(await open(id, '2026-06-01T06:00:00Z')).toEqual({ outcome: 'known' });
  await Promise.all(Array.from({ length: 8 }, () => open(id, '2026-06-01T05:00:00Z')));
  const checks = await database.db.pool('checks').whereIn('executor_id', executor_ids).orderBy('due_at');
  expect(checks).toHaveLength(4);
  expect(checks.map(({ due_at }) => due_at.toISOString())).toEqual([
    '2026-06-01T09:00:00.000Z',
    '2026-06-01T09:00:00.000Z',
    '2026-06-01T10:00:00.000Z',
    '2026-06-01T10:00:00.000Z',
  ]);
  const [opened] = await database.db.read.timeline.list(checks[0].id, -1, 10);
  expect(opened).toMatchObject({ kind: 'opened', actor_kind: 'schedule', data: { schedule_id: id } });
});

test('what the plan does not name is not opened: another minute, before the schedule was made, after it was deleted', async () => {
  now = at('2026-06-01T06:20:00Z');
  const id = await aSchedule();
  expect(await open(id, '2026-06-01T06:01:00Z')).toEqual({ outcome: 'not_planned' });
  expect(await open(id, '2026-06-01T06:00:30Z')).toEqual({ outcome: 'not_planned' });
  expect(await open(id, '2026-05-31T23:00:00Z')).toEqual({ outcome: 'not_planned' });
  await database.db.read.schedules.remove(id, at('2026-06-01T06:00:00Z'));
  expect(await open(id, '2026-06-01T06:00:00Z')).toEqual({ outcome: 'not_planned' });
  expect(await open(id, '2026-06-01T05:00:00Z')).toMatchObject({ outcome: 'recorded', opened: 1 });
});

test('a run by hand takes the plan that was made or changed in its own second', async () => {
  const [before, after] = [await build.aUser(), await build.aUser()];
  const id = await aSchedule({ executor_ids: [before.user_id] });
  now = at('2026-06-01T06:20:07.900Z');
  await replan(id, { executor_ids: [after.user_id] }, '2026-06-01T06:20:07.500Z');
  expect(await open(id, '2026-06-01T06:20:07Z', true)).toMatchObject({ outcome: 'recorded', opened: 1 });
  expect(await ledger(id)).toMatchObject([{ executor_id: after.user_id, opened: true }]);
  await database.db.pool('schedule_versions').where({ schedule_id: id, version: 1 }).update({
    effective_from: '2026-06-01T06:20:05.500Z',
  });
  expect(await open(id, '2026-06-01T06:20:05Z', true)).toMatchObject({ outcome: 'recorded', opened: 1 });
});

test('a slot opens at the last millisecond of its window, and is missed by an outage one later', async () => {
  const id = await aSchedule();
  now = at('2026-06-01T08:00:00.000Z');
  expect(await open(id, '2026-06-01T06:00:00Z')).toMatchObject({ opened: 1 });
  now = at('2026-06-01T09:00:00.001Z');
  expect(await open(id, '2026-06-01T07:00:00Z')).toMatchObject({ opened: 0, missed: ['outage'] });
});

test('without a window of its own a slot may be opened as long as the template gives for filling in', async () => {
  const id = await aSchedule({ window: null });
  now = at('2026-06-01T10:00:00.000Z');
  expect(await open(id, '2026-06-01T06:00:00Z')).toMatchObject({ opened: 1 });
  now = at('2026-06-01T10:00:00.001Z');
  expect(await open(id, '2026-06-01T06:00:00Z')).toEqual({ outcome: 'known' });
  expect(await open(id, '2026-06-01T05:00:00Z')).toMatchObject({ missed: ['outage'] });
});

test('a slot opened behind its due time gets the whole time for filling in', async () => {
  const executor_ids = [(await build.aUser()).user_id];
  const id = await aSchedule({ window: 'P1D', executor_ids });
  now = at('2026-06-01T12:00:00Z');
  await open(id, '2026-06-01T06:00:00Z');
  const [check] = await database.db.pool('checks').whereIn('executor_id', executor_ids);
  expect(check.due_at.toISOString()).toBe('2026-06-01T16:00:00.000Z');
});

test('executors take turns, an inactive one is passed over and the maker told once a day, and who comes back is next', async () => {
  const manager = await build.aUser({ role: 'manager' });
  const [a, b, c] = [await build.aUser(), await build.aUser({ full_name: 'Борис' }), await build.aUser()].map(
    ({ user_id }) => user_id,
  ) as [string, string, string];
  const id = await aSchedule({ assignment: 'rotate', executor_ids: [a, b, c] }, manager.user_id);
  const activate = (active: boolean) => database.db.pool('users').where({ id: b }).update({ active });
  const round = async (hour: number): Promise<void> => {
    const slot = `2026-06-01T${String(hour).padStart(2, '0')}:00:00Z`;
    now = at(slot);
    await open(id, slot);
  };
  for (const hour of [1, 2, 3, 4]) await round(hour);
  await activate(false);
  for (const hour of [5, 6, 7]) await round(hour);
  await activate(true);
  for (const hour of [8, 9]) await round(hour);
  expect((await ledger(id)).map(({ executor_id }) => executor_id)).toEqual([a, b, c, a, c, a, c, b, a]);
  const notices = await database.db.pool('notices').where({ user_id: manager.user_id });
  expect(notices).toMatchObject([{ kind: 'executor_passed_over', data: { executor: 'Борис' } }]);
});

test('with nobody left who can fill in, the slot is missed for that cause', async () => {
  now = at('2026-06-01T06:00:00Z');
  const [gone, here] = [await build.aUser({ active: false }), await build.aUser()];
  const auditor = await build.aUser({ role: 'auditor' });
  const each = await aSchedule({ executor_ids: [gone.user_id, here.user_id, auditor.user_id] });
  expect(await open(each, '2026-06-01T06:00:00Z')).toEqual({
    outcome: 'recorded',
    opened: 1,
    missed: ['no_active_executor', 'no_active_executor'],
  });
  const rotate = await aSchedule({ assignment: 'rotate', executor_ids: [gone.user_id] });
  expect(await open(rotate, '2026-06-01T06:00:00Z')).toMatchObject({ missed: ['no_active_executor'] });
  expect(await ledger(rotate)).toMatchObject([{ executor_id: null, cause: 'no_active_executor' }]);
});

test('a holiday is skipped where the schedule says so, a moved working day is not, and weekends are the cron’s matter', async () => {
  const calendar = uuidv7();
  const working = [{ from: '08:00', to: '17:00' }] as const;
  await database.db.read.places.insertCalendar({
    id: calendar,
    name: `Календарь ${calendar}`,
    week: { mon: [...working], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
    holidays: ['2026-06-12', '2026-06-13'],
    working_days: ['2026-06-13'],
  });
  const area_id = await build.anArea({ calendar_id: calendar });
  const daily = { cron_expression: '0 8 * * *', area_id, window: 'P1D' };
  const skips = await aSchedule({ ...daily, skip_holidays: true });
  const keeps = await aSchedule(daily);
  const outcomes: Record<string, unknown> = {};
  for (const day of ['12', '13', '14']) {
    now = at(`2026-06-${day}T05:00:10Z`);
    for (const [name, id] of Object.entries({ skips, keeps })) {
      const outcome = await open(id, `2026-06-${day}T05:00:00Z`);
      outcomes[`${name} ${day}`] = outcome.outcome === 'recorded' && (outcome.missed[0] ?? 'opened');
    }
  }
  expect(outcomes).toEqual({
    'skips 12': 'holiday',
    'skips 13': 'opened',
    'skips 14': 'opened',
    'keeps 12': 'opened',
    'keeps 13': 'opened',
    'keeps 14': 'opened',
  });
});

test('a schedule without an area follows the calendar of each executor’s own area', async () => {
  const calendar = uuidv7();
  await database.db.read.places.insertCalendar({
    id: calendar,
    name: `Календарь ${calendar}`,
    week: { mon: [{ from: '08:00', to: '17:00' }], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
    holidays: ['2026-06-12'],
    working_days: [],
  });
  const off = await build.aUser({ area_id: await build.anArea({ calendar_id: calendar }) });
  const on = await build.aUser({ area_id: await build.anArea() });
  const id = await aSchedule({ skip_holidays: true, executor_ids: [off.user_id, on.user_id] });
  now = at('2026-06-12T05:00:00Z');
  expect(await open(id, '2026-06-12T05:00:00Z')).toMatchObject({ opened: 1, missed: ['holiday'] });
  expect(await ledger(id)).toEqual(
    expect.arrayContaining([
      { key: '2026-06-12T05:00Z', executor_id: off.user_id, opened: false, cause: 'holiday' },
      { key: '2026-06-12T05:00Z', executor_id: on.user_id, opened: true, cause: null },
    ]),
  );
});

test('an archived template opens nothing, and the maker hears of it', async () => {
  const manager = await build.aUser({ role: 'manager' });
  const { id: template_id } = await build.aTemplate();
  const id = await aSchedule({ template_id }, manager.user_id);
  await database.db.pool('templates').where({ id: template_id }).update({ status: 'archived' });
  now = at('2026-06-01T06:00:00Z');
  expect(await open(id, '2026-06-01T06:00:00Z')).toMatchObject({ opened: 0, missed: ['template_archived'] });
  const notices = await database.db.pool('notices').where({ user_id: manager.user_id });
  expect(notices.map(({ kind }) => kind)).toEqual(['slot_template_archived']);
});

test('a run by hand is a slot of its own at its second, also while the schedule is paused', async () => {
  const id = await aSchedule({ enabled: false });
  now = at('2026-06-01T06:10:07Z');
  expect(await open(id, '2026-06-01T06:10:07Z', true)).toMatchObject({ opened: 1 });
  expect(await open(id, '2026-06-01T06:10:07Z', true)).toEqual({ outcome: 'known' });
  now = at('2026-06-01T06:10:08Z');
  expect(await open(id, '2026-06-01T06:10:08Z', true)).toMatchObject({ opened: 1 });
});

test('every expected slot that was not fired is opened or explained by the plan of its own time', async () => {
  const executor_ids = [(await build.aUser()).user_id];
  const id = await aSchedule({ executor_ids });
  await replan(id, { enabled: false }, '2026-06-01T02:30:00Z');
  await replan(id, { enabled: true }, '2026-06-01T04:30:00Z');
  await replan(id, { cron_expression: '30 * * * *' }, '2026-06-01T06:15:00Z');
  now = at('2026-06-01T01:00:00Z');
  await open(id, '2026-06-01T01:00:00Z');
  now = at('2026-06-01T07:50:00Z');
  await settle();
  expect((await ledger(id)).map(({ key, opened, cause }) => `${key} ${opened ? 'opened' : cause}`)).toEqual([
    '2026-06-01T00:00Z outage',
    '2026-06-01T01:00Z opened',
    '2026-06-01T02:00Z outage',
    '2026-06-01T03:00Z paused',
    '2026-06-01T04:00Z paused',
    '2026-06-01T05:00Z outage',
    '2026-06-01T06:00Z opened',
    '2026-06-01T06:30Z opened',
    '2026-06-01T07:30Z opened',
  ]);
  expect(await settle()).toEqual([]);
});

test('a slot is left to Temporal for half a minute, and for its jitter', async () => {
  const id = await aSchedule({ jitter: 'PT10M', cron_expression: '0 6 * * *', time_zone: 'UTC' });
  const isOnRecord = async () => (await ledger(id)).length > 0;
  now = at('2026-06-01T06:10:30.000Z');
  await settle();
  expect(await isOnRecord()).toBe(false);
  now = at('2026-06-01T06:10:30.001Z');
  await settle();
  expect(await isOnRecord()).toBe(true);
});

test('a moment that the clocks skip is opened at the first minute behind it, one that comes twice only once', async () => {
  const night = { time_zone: 'Europe/Berlin', cron_expression: '30 2 * * *' };
  const id = await aSchedule(night);
  now = at('2026-10-25T01:31:00Z');
  await settle();
  expect(await open(id, '2026-10-25T00:30:00Z')).toEqual({ outcome: 'known' });
  expect(await open(id, '2026-10-25T01:30:00Z')).toEqual({ outcome: 'known' });
  expect((await ledger(id, '2026-10-24T12:00:00Z', '2026-10-26T00:00:00Z')).map(({ key }) => key)).toEqual([
    '2026-10-25T02:30',
  ]);
  now = at('2027-03-28T01:05:00Z');
  await settle();
  const spring = await database.db.read.slots.page([id], {
    from: at('2027-03-28T00:00:00Z'),
    to: at('2027-03-29T00:00:00Z'),
    limit: 10,
  });
  expect(spring.map(({ key, slot_at, check_id }) => [key, slot_at.toISOString(), check_id !== null])).toEqual(
    [['2027-03-28T02:30', '2027-03-28T01:00:00.000Z', true]],
  );
});
