import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { auditFaults } from '../../bench/invariants/audit';
import { type Caller, createCaller } from '../../bench/chaos/caller';
import { seeded } from '../../bench/chaos/random';
import { createOutboxQueue } from '../../db/repositories/outboxQueue';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { type ProductProcess, aWorkerProcess } from '../support/productProcess';

const CHECKS = 24;
const KILLS = 10;

let product: TestProduct;
let worker: ProductProcess;
let executor: Caller;
let manager: Caller;
let executorId: string;
let template: string;

beforeAll(async () => {
  product = await startProduct({ workers: false });
  worker = aWorkerProcess(product);
  const people = await signedIn(product);
  executorId = people.executorId;
  const { status, body } = await people.manager.post('/templates/', {
    name: 'Обход с действиями',
    structure: {
      sections: [{ id: 'walk', title: 'Осмотр', questions: [ask('brakes', true), ask('horn', false)] }],
    },
    settings: {
      reminders: ['PT1S'],
      report_formats: [],
      escalation: [{ after: 'PT0S', to: ['supervisor'] }],
    },
  });
  expect(status).toBe(201);
  template = body.id;
  manager = createCaller(product.url, 'manager', PASSWORD);
  executor = createCaller(product.url, 'executor', PASSWORD);
}, 180_000);
afterAll(async () => {
  await worker?.kill();
  await product?.stop();
});

const ask = (id: string, critical: boolean) => ({
  ...{ id, type: 'yes_no', text: `${id}?`, critical },
  on_fail: { action: { title: `Починить ${id}`, priority: 'high', due_in: 'PT3S', owner: 'executor' } },
});

const post = async (by: Caller, path: string, body: object = {}): Promise<Record<string, unknown>> => {
  const reply = await by({ method: 'POST', path, body, key: uuidv7() });
  if (reply.status >= 300) throw new Error(`${path}: ${JSON.stringify(reply)}`);
  return reply.body;
};
const rowsOf = (check_id: string) =>
  product.database.db.pool('actions').where({ check_id }).orderBy('question_id');

/** A check fails twice over, is submitted, and its actions are seen through, each command sent until it is answered. */
async function liveOne(random: ReturnType<typeof seeded>): Promise<void> {
  const { id } = await post(manager, '/checks/', { template_id: template, executor_id: executorId });
  for (const [question_id, value] of [
    ['brakes', false],
    ['brakes', true],
    ['brakes', false],
    ['horn', false],
  ]) {
    await post(executor, `/checks/${String(id)}/answer`, { question_id, value, client_id: uuidv7() });
    await delay(random.between(0, 400));
  }
  await post(executor, `/checks/${String(id)}/submit`);
  const made = await eventually(async () => {
    const rows = await rowsOf(String(id));
    expect(rows).toHaveLength(2);
    return rows;
  });
  for (const action of made) {
    const path = `/actions/${action.id}`;
    await post(executor, `${path}/start`);
    await post(executor, `${path}/comment`, { text: 'делаю' });
    await delay(random.between(0, 4_000));
    if (action.evidence_required) await addEvidence(action.id);
    await post(executor, `${path}/done`, { comment: 'сделано' });
    await post(manager, `${path}/return`, { reason: 'не всё' });
    if (action.evidence_required) await addEvidence(action.id);
    await post(executor, `${path}/done`);
    await post(manager, `${path}/verify`);
  }
}

/** The bytes of a picture are another test's matter. */
const addEvidence = (id: string) =>
  product.database.db.pool('actions').where({ id }).update({ evidence_count: 1 });

test('a worker killed again and again while actions are made and seen through loses nothing and doubles nothing', async () => {
  const random = seeded(20261124);
  const { db } = product.database;
  worker.start();
  const lives = Array.from({ length: CHECKS }, async () => {
    const own = random.fork();
    await delay(own.between(0, 8_000));
    await liveOne(own);
  });
  let kills = 0;
  const killing = (async () => {
    for (; kills < KILLS; kills += 1) {
      await delay(random.between(800, 3_000));
      await worker.kill();
      worker.start();
    }
  })();
  await Promise.all([...lives, killing]);

  await eventually(async () => {
    expect((await createOutboxQueue(db.pool).state()).messages).toBe(0);
  }, 60_000);
  expect(await auditFaults(db.pool)).toEqual([]);
  const actions = await db.pool('actions');
  expect(actions).toHaveLength(2 * CHECKS);
  for (const action of actions) {
    expect(action.status).toBe('verified');
    const kinds: string[] = await db
      .pool('action_events')
      .where({ action_id: action.id })
      .orderBy('seq')
      .pluck('kind');
    const moves = kinds.filter(
      (kind) => !['reminded', 'overdue', 'escalated', 'answer_passed'].includes(kind),
    );
    expect(moves).toEqual(['opened', 'started', 'done', 'returned', 'done', 'verified']);
    for (const kind of ['reminded', 'overdue', 'escalated'])
      expect(kinds.filter((one) => one === kind).length).toBeLessThanOrEqual(1);
    const handle = product.temporal.client.workflow.getHandle(`action-${action.id}`);
    await eventually(async () => expect((await handle.describe()).status.name).toBe('COMPLETED'));
    expect(await handle.result()).toBe('verified');
  }
  const doubled = await db
    .pool('notices')
    .select('user_id', 'key')
    .groupBy('user_id', 'key')
    .havingRaw('count(*) > 1');
  expect(doubled).toEqual([]);
}, 240_000);
