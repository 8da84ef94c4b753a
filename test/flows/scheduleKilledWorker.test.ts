import { eventually } from '../support/eventually';
import { aScheduleSince } from '../support/plannedSchedule';
import { type TestProduct, startProduct } from '../support/product';
import { quietTemporal } from '../support/temporal';
import { type ProductProcess, aWorkerProcess } from '../support/productProcess';

const EXECUTORS = 200;
const SLOTS = 5;
const KILLS = 6;

let product: TestProduct;
let worker: ProductProcess;

beforeAll(async () => {
  quietTemporal();
  product = await startProduct({ workers: false });
  worker = aWorkerProcess(product);
}, 180_000);
afterAll(async () => {
  await worker?.kill();
  await product?.stop();
});

test('a worker killed again and again while slots open for two hundred executors opens each check once', async () => {
  await product.build.aRole('executor');
  const people = await Promise.all(Array.from({ length: EXECUTORS }, () => product.build.aUser()));
  const { id: template_id } = await product.build.aTemplate({ settings: { reminders: [] } });
  worker.start();
  const id = await aScheduleSince(product, SLOTS + 0.5, {
    template_id,
    executor_ids: people.map(({ user_id }) => user_id),
  });
  const { pool, read } = product.database.db;
  const opened = async (): Promise<number> =>
    Number((await pool('checks').where({ template_id }).count('* as n'))[0]?.n);
  /** The worker's transaction that writes checks is under way. */
  const isOpening = async (): Promise<boolean> => {
    const { rows } = await pool.raw(
      `select 1 from pg_stat_activity
        where datname = current_database() and application_name like 'proverka-worker%' and xact_start is not null
          and query ~ 'slots|slot_entries|into checks|check_events|people|places'`,
    );
    return rows.length > 0;
  };
  const handle = product.temporal.client.schedule.getHandle(`schedule-${id}`);
  await eventually(async () => expect(await handle.describe()).toBeDefined(), 60_000);
  const now = Date.now();
  await handle.backfill({ start: new Date(now - SLOTS * 60_000), end: new Date(now), overlap: 'ALLOW_ALL' });
  let kills = 0;
  while (kills < KILLS && (await opened()) < EXECUTORS * SLOTS) {
    if (!(await isOpening())) continue;
    await worker.kill();
    kills += 1;
    worker.start();
  }
  await eventually(async () => expect(await opened()).toBeGreaterThanOrEqual(EXECUTORS * SLOTS), 90_000);
  await handle.pause();
  const slots = await read.slots.page([id], { from: new Date(0), to: new Date('2100-01-01'), limit: 10_000 });
  const bySlot = new Map<string, Set<string>>();
  for (const { key, executor_id, check_id } of slots) {
    expect(check_id).not.toBeNull();
    bySlot.set(key, (bySlot.get(key) ?? new Set()).add(executor_id as string));
  }
  expect(bySlot.size).toBeGreaterThanOrEqual(SLOTS);
  for (const executors of bySlot.values()) expect(executors.size).toBe(EXECUTORS);
  expect(await opened()).toBe(slots.length);
  expect(kills).toBeGreaterThan(1);
}, 180_000);
