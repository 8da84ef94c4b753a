import type { WorkflowExecutionDescription } from '@temporalio/client';
import { createOutboxQueue } from '../../db/repositories/outboxQueue';
import type { ApiReply } from '../support/client';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { type TemporalServer, aTemporalServer } from '../support/temporalServer';

const MINUTE = 60_000;
let server: TemporalServer;
let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
/** How far the product's clock runs ahead, as if an outage had lasted that long. */
let aheadMs = 0;

beforeAll(async () => {
  quietTemporal();
  server = await aTemporalServer();
  await server.stop();
  product = await startProduct({
    temporalAddress: server.address,
    namespace: 'default',
    workers: false,
    now: () => new Date(Date.now() + aheadMs),
  });
  people = await signedIn(product);
}, 120_000);
afterEach(() => {
  aheadMs = 0;
});
afterAll(async () => {
  await server?.start();
  await product?.stop();
  await server?.dispose();
}, 120_000);

async function aCheck(settings: object = {}, dueInMs = 60 * MINUTE): Promise<string> {
  const { id } = await product.build.aTemplate({
    settings: { reminders: [], report_formats: [], ...settings },
  });
  const { status, body } = await people.manager.post('/checks/', {
    template_id: id,
    executor_id: people.executorId,
    due_at: new Date(Date.now() + aheadMs + dueInMs).toISOString(),
  });
  expect(status).toBe(201);
  return body.id;
}

async function answer(id: string, question_id: string): Promise<void> {
  const { status } = await people.executor.post(`/checks/${id}/answer`, { question_id, value: true });
  expect(status).toBe(200);
}

const submit = (id: string): Promise<ApiReply> => people.executor.post(`/checks/${id}/submit`);
const passes = (moment: number) => eventually(() => expect(Date.now()).toBeGreaterThan(moment));
const events = (id: string) =>
  product.database.db.pool('check_events').where({ check_id: id }).orderBy('seq');
const process = (id: string): Promise<WorkflowExecutionDescription> =>
  product.temporal.client.workflow.getHandle(`check-${id}`).describe();
const isDrained = () =>
  eventually(async () =>
    expect(await createOutboxQueue(product.database.db.pool).state()).toMatchObject({ messages: 0 }),
  );

function expectRefusedForNow({ status, headers, body }: ApiReply): void {
  expect([status, body.code]).toEqual([503, 'service.unavailable']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
}

/** The process lives and knows what the rows say. */
async function expectArrived(id: string, answered: number): Promise<void> {
  await eventually(async () => {
    const { status, typedSearchAttributes } = await process(id);
    expect(status.name).toBe('RUNNING');
    const attributes = Object.fromEntries(
      typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
    );
    const row = await product.database.db.read.checks.find(id);
    expect(attributes).toMatchObject({
      CheckStatus: row?.status,
      ExecutorId: row?.executor_id,
      AreaId: row?.area_id,
      DueAt: row?.due_at,
    });
    const state = await product.temporal.client.workflow.getHandle(`check-${id}`).query('checkState');
    expect(state).toMatchObject({ status: row?.status, progress: { answered } });
  }, 60_000);
}

test('an API that starts without Temporal opens checks and takes answers, and they arrive when it comes', async () => {
  const id = await aCheck();
  await answer(id, 'horn');
  expectRefusedForNow(await submit(await anAnsweredCheck()));
  await server.start();
  await product.workers.start();
  await expectArrived(id, 1);
  await isDrained();
}, 120_000);

async function anAnsweredCheck(settings: object = {}): Promise<string> {
  const id = await aCheck(settings);
  await answer(id, 'horn');
  await answer(id, 'brakes');
  return id;
}

describe.each([
  ['stopped', () => server.stop()],
  ['killed', () => server.kill()],
])('while the server is %s', (_, takeAway) => {
  test('checks open, answers are taken, commands ask to be repeated; all of it arrives afterwards', async () => {
    const running = await anAnsweredCheck({ review: 'supervisor' });
    await expectArrived(running, 2);
    const falling = Date.now() + 4_000;
    const ladder = {
      escalation: [
        { after: 'PT0S', to: ['executor'] },
        { after: 'PT1S', to: ['supervisor'] },
      ],
    };
    const late = await aCheck({ ...ladder, reminders: ['PT2S'] }, falling - Date.now());
    await expectArrived(late, 0);
    await takeAway();

    const opened = await aCheck({ ...ladder, reminders: ['PT30M'] }, 1_500);
    await answer(opened, 'horn');
    await answer(late, 'horn');
    const [refused, cancelled] = await Promise.all([
      submit(running),
      people.manager.post(`/checks/${late}/cancel`, { reason: 'проба' }),
    ]);
    expectRefusedForNow(refused);
    expectRefusedForNow(cancelled);
    await passes(falling + 1_000);
    await server.start();

    await expectArrived(opened, 1);
    await expectArrived(late, 1);
    for (const id of [opened, late]) {
      const passed = await eventually(async () => {
        const found = (await events(id)).filter((event) => event.planned_at);
        expect(found.map((event) => event.kind)).toEqual(['reminded', 'overdue', 'escalated', 'escalated']);
        return found;
      });
      expect(new Set(passed.map((event) => event.at.getTime())).size).toBe(1);
      for (const event of passed)
        expect(event.at.getTime()).toBeGreaterThanOrEqual(event.planned_at.getTime());
      expect(passed[0].data.skipped).toBe(true);
    }
    expect((await submit(running)).body).toMatchObject({ status: 'submitted' });
    expect(
      (await people.manager.post(`/checks/${running}/review`, { decision: 'accept' })).body,
    ).toMatchObject({
      status: 'completed',
    });
    await isDrained();
  }, 120_000);
});

test('a miss that fell into an outage waits a quarter of an hour after it, and then comes', async () => {
  const id = await aCheck({ escalation: [], miss_after: 'PT1S' }, 2_000);
  await expectArrived(id, 0);
  await server.stop();
  await passes((await product.database.db.read.checks.find(id))?.due_at.getTime() ?? 0);
  aheadMs = 10 * MINUTE;
  await server.start();
  const waits = await eventually(async () => {
    const row = await product.database.db.read.checks.find(id);
    expect(row?.miss_not_before).not.toBeNull();
    return row;
  }, 60_000);
  expect(waits?.status).toBe('open');
  const overdue = (await events(id)).find((event) => event.kind === 'overdue');
  const afterRecovery = (waits?.miss_not_before?.getTime() ?? 0) - overdue.at.getTime();
  expect(afterRecovery).toBeGreaterThanOrEqual(15 * MINUTE);
  expect(afterRecovery).toBeLessThan(16 * MINUTE);

  aheadMs = 0;
  await product.database.db.transaction(async (tx) => {
    await tx.checks.update(id, { miss_not_before: new Date(Date.now() + 1_000) });
    tx.outbox.tell({ subject: `check:${id}`, kind: 'timing', urgent: true });
  });
  await eventually(async () => expect((await process(id)).status.name).toBe('COMPLETED'), 60_000);
  expect((await events(id)).map((event) => event.kind)).toEqual(['opened', 'overdue', 'missed']);
}, 120_000);

test('while the workers are stopped the same holds, and a command that was refused for now is carried out once', async () => {
  const running = await anAnsweredCheck();
  await expectArrived(running, 2);
  await product.workers.stop();
  const opened = await aCheck();
  await answer(opened, 'horn');
  expectRefusedForNow(await submit(running));
  await product.workers.start();
  await expectArrived(opened, 1);
  // The refused command may have been carried out after its caller gave up: then the repeat finds the check ended.
  const repeated = await submit(running);
  expect([200, 409]).toContain(repeated.status);
  await eventually(async () => expect((await process(running)).status.name).toBe('COMPLETED'));
  expect((await events(running)).map((event) => event.kind)).toEqual([
    'opened',
    'started',
    'submitted',
    'completed',
  ]);
}, 120_000);
