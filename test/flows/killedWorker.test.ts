import { setTimeout as delay } from 'node:timers/promises';
import { createCaller } from '../../bench/chaos/caller';
import { acknowledgedAnswers, anEmptyLedger } from '../../bench/chaos/ledger';
import { type Cast, liveOne, templatesFor } from '../../bench/chaos/lives';
import { seeded } from '../../bench/chaos/random';
import { invariantFaults } from '../../bench/invariants/invariants';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { type ProductProcess, aWorkerProcess } from '../support/productProcess';

const CHECKS = 30;
const KILLS = 8;

let product: TestProduct;
let cast: Cast;
let worker: ProductProcess;

beforeAll(async () => {
  product = await startProduct({ workers: false });
  worker = aWorkerProcess(product);
  const { executorId, manager } = await signedIn(product);
  const made = Object.entries(templatesFor([])).map(async ([kind, template]) => {
    const { status, body } = await manager.post('/templates/', template);
    expect(status).toBe(201);
    return [kind, body.id];
  });
  cast = {
    manager: createCaller(product.url, 'manager', PASSWORD),
    executors: [createCaller(product.url, 'executor', PASSWORD)],
    executorIds: [executorId],
    templates: Object.fromEntries(await Promise.all(made)),
  };
}, 180_000);
afterAll(async () => {
  await worker?.kill();
  await product?.stop();
});

test('a worker killed again and again while thirty checks live loses nothing, doubles nothing and leaves nothing behind', async () => {
  const random = seeded(20260302);
  const ledger = anEmptyLedger();
  worker.start();
  const lives = Array.from({ length: CHECKS }, async () => {
    const own = random.fork();
    await delay(own.between(0, 10_000));
    await liveOne(cast, ledger, own);
  });
  for (let kill = 0; kill < KILLS; kill += 1) {
    await delay(random.between(1_000, 3_500));
    await worker.kill();
    worker.start();
  }
  await Promise.all(lives);

  const stores = { db: product.database.db, temporal: product.temporal.client };
  await eventually(async () => expect(await invariantFaults(stores, ledger)).toEqual([]), 60_000);
  expect(ledger.opened.size).toBe(CHECKS);
  expect(acknowledgedAnswers(ledger).length).toBeGreaterThan(CHECKS * 2);

  // The look itself is not blind.
  const [answered, changed] = acknowledgedAnswers(ledger);
  if (!answered || !changed) throw new Error('Nothing was answered');
  const carriedOut = ledger.commands.findIndex(({ outcome }) => outcome === 'acknowledged');
  ledger.answers.set('never stored', { ...answered, client_id: 'never stored' });
  ledger.answers.set(changed.client_id, { ...changed, value: 'another' });
  const [forgotten] = ledger.commands.splice(carriedOut, 1);
  const kinds = (await invariantFaults(stores, ledger)).map(({ kind, what }) => `${kind} ${what}`).sort();
  expect(kinds).toEqual([
    `doubled ${forgotten?.kind} of check ${forgotten?.check_id}`,
    'lost I1 answer never stored',
    `unexplained I1 answer ${changed.client_id} has another value than was sent`,
  ]);
}, 180_000);
