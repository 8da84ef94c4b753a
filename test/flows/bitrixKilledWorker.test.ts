import { setTimeout as delay } from 'node:timers/promises';
import type { BitrixStub } from '../../runtime/bitrixStub/server';
import { APPLICATION_TOKEN, aPortal } from '../support/bitrix/portal';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { signedIn } from '../support/signedIn';
import { type ProductProcess, aWorkerProcess } from '../support/productProcess';

const ACTIONS = 8;
const KILLS = 5;

let product: TestProduct;
let portal: BitrixStub;
let worker: ProductProcess;

beforeAll(async () => {
  portal = await aPortal();
  const access = { webhookUrl: portal.webhookUrl, applicationToken: APPLICATION_TOKEN };
  product = await startProduct({ workers: false, bitrix: access });
  portal.sendEventsTo({ url: `${product.url}/webhook/bitrix`, applicationToken: APPLICATION_TOKEN });
  const env = { BITRIX_WEBHOOK_URL: portal.webhookUrl, BITRIX_APPLICATION_TOKEN: APPLICATION_TOKEN };
  worker = aWorkerProcess(product, { queues: 'checks,bitrix', env });
}, 240_000);
afterAll(async () => {
  await worker?.kill();
  await product?.stop();
  await portal?.stop();
});

test('a worker killed again and again while it speaks to a slow portal that loses replies makes one task for each action', async () => {
  const { executorId, manager } = await signedIn(product);
  portal.faults.set({ delayMs: 120, dropReplies: 10 });
  worker.start();
  const due_at = new Date(Date.now() + 86_400_000).toISOString();
  const ids: string[] = [];
  for (let n = 0; n < ACTIONS; n++) {
    const made = await manager.post('/actions/', {
      ...{ title: `Действие ${n}`, priority: 'medium', owner_id: executorId, due_at },
    });
    ids.push(made.body.id);
    await manager.post(`/actions/${made.body.id}/comment`, { text: `Слово ${n}` });
  }
  const callsMade = () => Object.values(portal.calls).reduce((sum, times) => sum + times, 0);
  for (let kill = 0; kill < KILLS; kill++) {
    // Amid its calls: a few more have come since it was started.
    const before = callsMade();
    await eventually(() => expect(callsMade()).toBeGreaterThan(before + 2 + kill), 200_000);
    await delay(37 * kill);
    await worker.kill();
    worker.start();
  }
  for (const id of ids)
    await eventually(async () => {
      const tasks = portal.portal.data.tasks.filter(({ xmlId }) => xmlId === `proverka-${id}`);
      expect(tasks).toHaveLength(1);
      expect(portal.portal.messagesOf(tasks[0]?.id ?? 0)).toHaveLength(1);
      const { external } = (await manager.get(`/actions/${id}`)).body;
      expect(external).toMatchObject({ id: String(tasks[0]?.id), sync_status: 'synced' });
    }, 300_000);
}, 900_000);
