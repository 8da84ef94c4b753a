import type { ScheduleHandle } from '@temporalio/client';
import type { SchedulePlan } from '../../db/repositories/schedules';
import { ensureMaintenance } from '../../clients/maintenance';
import { eventually } from '../support/eventually';
import { aScheduleSince } from '../support/plannedSchedule';
import { type TestProduct, startProduct } from '../support/product';
import { quietTemporal } from '../support/temporal';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const AT_LEAST = new Date('2020-01-01');
const AT_MOST = new Date('2100-01-01');

let product: TestProduct;

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
});
afterAll(() => product?.stop());

const temporalOf = (id: string): ScheduleHandle =>
  product.temporal.client.schedule.getHandle(`schedule-${id}`);
const isKnown = (id: string) => eventually(async () => expect(await temporalOf(id).describe()).toBeDefined());
const ledger = (id: string) =>
  product.database.db.read.slots.page([id], { from: AT_LEAST, to: AT_MOST, limit: 5_000 });
const run = (workflow: string): Promise<unknown> =>
  product.temporal.client.workflow.execute(workflow, {
    workflowId: `${workflow}-${Math.random()}`,
    taskQueue: 'checks',
  });

async function aSchedule(over: Partial<SchedulePlan> = {}, minutes = 180): Promise<string> {
  const id = await aScheduleSince(product, minutes, over);
  await isKnown(id);
  return id;
}

test('the same hour backfilled twice opens each of its slots once', async () => {
  const id = await aSchedule({ cron_expression: '*/15 * * * *' });
  const end = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS);
  // Temporal leaves out the moment that a backfill starts with.
  const start = new Date(end.getTime() - HOUR_MS - 1_000);
  const backfill = () => temporalOf(id).backfill({ start, end, overlap: 'ALLOW_ALL' });
  await backfill();
  await eventually(async () => expect((await ledger(id)).length).toBeGreaterThanOrEqual(5));
  await backfill();
  const before = new Date();
  await run('missedSlotsWorkflow');
  const runs = await product.database.db.read.taskRuns.all();
  const looked = runs.find(({ task }) => task === 'missed-slots')?.succeeded_at;
  expect(looked?.getTime()).toBeGreaterThanOrEqual(before.getTime());
  await eventually(async () => {
    const running = product.temporal.client.workflow.count(
      `WorkflowType = 'slotWorkflow' and ExecutionStatus = 'Running'`,
    );
    expect((await running).count).toBe(0);
  });
  const slots = await ledger(id);
  const inTheHour = slots.filter(({ slot_at }) => slot_at >= start && slot_at <= end);
  expect(inTheHour.map(({ check_id }) => check_id !== null)).toEqual([true, true, true, true, true]);
  const checks = await product.database.db.pool('checks').whereIn(
    'id',
    slots.flatMap(({ check_id }) => check_id ?? []),
  );
  expect(checks).toHaveLength(new Set(slots.map(({ key }) => key)).size);
});

test('an hour that comes twice opens hours of the clock once and every hour each time, whatever Temporal fires', async () => {
  // Longer than the clocks can have been back, or the slots would have been missed.
  const berlin = { time_zone: 'Europe/Berlin', window: 'P400D' };
  const date = clocksLastBack(new Date());
  const dayMs = Date.parse(`${date}T00:00Z`);
  const clocksBack = { start: new Date(dayMs - MINUTE_MS), end: new Date(dayMs + 2 * HOUR_MS + MINUTE_MS) };
  const minutes = (Date.now() - clocksBack.start.getTime()) / MINUTE_MS + 60;
  const day = `${date.slice(8)} 10 *`;
  const fixed = await aSchedule({ ...berlin, cron_expression: `30 2 ${day}` }, minutes);
  const hourly = await aSchedule({ ...berlin, cron_expression: `30 * ${day}` }, minutes);
  const thatDay = async (id: string) =>
    (await ledger(id)).filter(({ slot_at }) => slot_at.getTime() < dayMs + 2 * 24 * HOUR_MS);
  for (const id of [fixed, hourly]) await temporalOf(id).backfill({ ...clocksBack, overlap: 'ALLOW_ALL' });
  await eventually(async () => {
    expect((await thatDay(fixed)).map(({ key }) => key)).toEqual([`${date}T02:30`]);
    expect((await thatDay(hourly)).length).toBeGreaterThan(0);
  });
  await run('missedSlotsWorkflow');
  expect(await thatDay(fixed)).toHaveLength(1);
  const doubled = (await thatDay(hourly)).filter(({ key }) => /T0[01]:30Z/.test(key));
  expect(doubled.map(({ key, check_id }) => [key, check_id !== null])).toEqual([
    [`${date}T00:30Z`, true],
    [`${date}T01:30Z`, true],
  ]);
  // Made an hour before midnight; that day has twenty-five hours, and the first slot came before the schedule.
  expect(await thatDay(hourly)).toHaveLength(24);
});

/** The last Sunday of October that is past, by which Europe's clocks have gone back. */
function clocksLastBack(now: Date): string {
  const lastSundayOf = (year: number): string => {
    const end = new Date(Date.UTC(year, 9, 31));
    return new Date(end.getTime() - end.getUTCDay() * 24 * HOUR_MS).toISOString().slice(0, 10);
  };
  const thisYears = lastSundayOf(now.getUTCFullYear());
  return now.toISOString().slice(0, 10) > thisYears ? thisYears : lastSundayOf(now.getUTCFullYear() - 1);
}

test('what is done to a schedule in Temporal by hand is put right, and the audit log tells', async () => {
  const ids = await Promise.all(Array.from({ length: 4 }, () => aSchedule({ cron_expression: '0 3 * * 1' })));
  const [deleted, paused, edited, untouched] = ids as [string, string, string, string];
  await temporalOf(deleted).delete();
  await temporalOf(paused).pause('by hand');
  await temporalOf(edited).update(({ spec, ...schedule }) => ({
    ...schedule,
    spec: { calendars: [{ hour: 4 }], timezone: 'UTC' },
  }));
  const stranger = 'schedule-00000000-0000-7000-8000-000000000000';
  await product.temporal.client.schedule.create({
    scheduleId: stranger,
    spec: { calendars: [{ hour: 4 }] },
    action: { type: 'startWorkflow', workflowType: 'slotWorkflow', taskQueue: 'checks', args: [] },
  });
  const isListed = async () => {
    for await (const { scheduleId } of product.temporal.client.schedule.list())
      if (scheduleId === stranger) return true;
    return false;
  };
  await eventually(async () => expect(await isListed()).toBe(true));

  await run('scheduleReconcileWorkflow');
  const { spec } = await temporalOf(edited).describe();
  expect(spec).toMatchObject({ timezone: 'Europe/Moscow', calendars: [{ hour: [{ start: 3 }] }] });
  expect((await temporalOf(paused).describe()).state.paused).toBe(false);
  expect((await temporalOf(deleted).describe()).state.paused).toBe(false);
  const entries = await product.database.db.pool('audit_log').where({ action: 'schedule.mend' });
  const drift = Object.fromEntries(entries.map(({ entity_id, diff }) => [entity_id, diff.before.drift]));
  expect(drift).toMatchObject({
    [deleted]: ['missing'],
    [paused]: ['paused'],
    [edited]: ['calendars', 'time_zone'],
    [stranger.slice('schedule-'.length)]: ['unknown'],
  });
  expect(drift).not.toHaveProperty(untouched);

  await run('scheduleReconcileWorkflow');
  expect(await product.database.db.pool('audit_log').where({ action: 'schedule.mend' })).toHaveLength(
    entries.length,
  );
});

test('a run by hand waits in the outbox, opens its checks and is on record as one', async () => {
  const id = await aSchedule({ cron_expression: '0 3 * * 1', enabled: false }, 1);
  const second = `${new Date().toISOString().slice(0, 19)}Z`;
  for (let time = 0; time < 2; time += 1) {
    await product.database.db.transaction(async (tx) =>
      tx.outbox.tell({ subject: `run:${id}:${second}`, kind: 'start' }),
    );
  }
  await eventually(async () => {
    expect(await ledger(id)).toMatchObject([{ key: `run:${second}`, origin: 'run', cause: null }]);
  });
});

test('the product’s own upkeep is scheduled once, however often a worker starts', async () => {
  const { client } = product.temporal;
  await ensureMaintenance(client);
  await ensureMaintenance(client);
  for (const id of ['missed-slots', 'reconcile-schedules']) {
    const { spec, policies } = await client.schedule.getHandle(id).describe();
    expect(spec.intervals).toHaveLength(1);
    expect(policies.overlap).toBe('SKIP');
  }
});
