import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createCaller } from '../../bench/chaos/caller';
import { acknowledgedAnswers, anEmptyLedger } from '../../bench/chaos/ledger';
import { type Cast, liveOne, templatesFor } from '../../bench/chaos/lives';
import { seeded } from '../../bench/chaos/random';
import { invariantFaults } from '../../bench/invariants/invariants';
import { eventually } from '../support/eventually';
import { testParts } from '../support/parts';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';

const ROOT = join(__dirname, '../..');
const CHECKS = 30;
const KILLS = 8;

let product: TestProduct;
let cast: Cast;
let worker: ChildProcess | undefined;
let namespace: string;

beforeAll(async () => {
  const built = spawnSync(process.execPath, ['runtime/bootstrap.mjs', 'build'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
  product = await startProduct({ workers: false });
  namespace = product.temporal.client.options.namespace;
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
  await killWorker();
  await product?.stop();
});

/** The compiled worker, as it is deployed. */
function startWorker(): void {
  const { temporal, s3 } = testParts();
  worker = spawn(process.execPath, [join(ROOT, 'dist/worker/main.js'), '--queues', 'checks'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      LOG_LEVEL: 'silent',
      JWT_SECRET: 'a secret of this test, long enough',
      DATABASE_URL: product.database.appUrl,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: namespace,
      S3_ENDPOINT: s3.endpoint,
      S3_ACCESS_KEY: s3.accessKey,
      S3_SECRET_KEY: s3.secretKey,
    },
  });
}

async function killWorker(): Promise<void> {
  if (!worker || worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
}

test('a worker killed again and again while thirty checks live loses nothing, doubles nothing and leaves nothing behind', async () => {
  const random = seeded(20260302);
  const ledger = anEmptyLedger();
  startWorker();
  const lives = Array.from({ length: CHECKS }, async () => {
    const own = random.fork();
    await delay(own.between(0, 10_000));
    await liveOne(cast, ledger, own);
  });
  for (let kill = 0; kill < KILLS; kill += 1) {
    await delay(random.between(1_000, 3_500));
    await killWorker();
    startWorker();
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
