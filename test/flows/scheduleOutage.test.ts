import { eventually } from '../support/eventually';
import { aScheduleSince } from '../support/plannedSchedule';
import { type TestProduct, startProduct } from '../support/product';
import { quietTemporal } from '../support/temporal';
import { type TemporalServer, aTemporalServer } from '../support/temporalServer';

const MINUTE_MS = 60_000;
let server: TemporalServer;
let product: TestProduct;

beforeAll(async () => {
  quietTemporal();
  server = await aTemporalServer();
  product = await startProduct({ temporalAddress: server.address, namespace: 'default' });
}, 120_000);
afterAll(async () => {
  await server?.start();
  await product?.stop();
  await server?.dispose();
}, 120_000);

test(
  'of three slots that came while Temporal was down, with a window of one and a jitter, the last opens and two are misses by outage',
  async () => {
    const id = await aScheduleSince(product, 0, { window: 'PT1M', jitter: 'PT5S' });
    const { client } = product.temporal;
    await eventually(async () =>
      expect(await client.schedule.getHandle(`schedule-${id}`).describe()).toBeDefined(),
    );
    const from = new Date(Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS);
    const ledger = () =>
      product.database.db.read.slots.page([id], {
        from,
        to: new Date(from.getTime() + 3 * MINUTE_MS),
        limit: 100,
      });

    await server.kill();
    const third = from.getTime() + 2 * MINUTE_MS;
    await eventually(() => expect(Date.now()).toBeGreaterThan(third + 1_000), 4 * MINUTE_MS);
    await server.start();
    await eventually(async () => {
      expect((await ledger()).at(-1)).toMatchObject({ origin: 'schedule', cause: null });
    }, MINUTE_MS);

    await eventually(async () => {
      await client.workflow.execute('missedSlotsWorkflow', {
        workflowId: `missed-slots-${Date.now()}`,
        taskQueue: 'checks',
      });
      expect(await ledger()).toHaveLength(3);
    }, 2 * MINUTE_MS);
    expect((await ledger()).map(({ check_id, cause }) => [check_id !== null, cause])).toEqual([
      [false, 'outage'],
      [false, 'outage'],
      [true, null],
    ]);
  },
  8 * MINUTE_MS,
);
