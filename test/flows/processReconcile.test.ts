import { randomUUID } from 'node:crypto';
import { mendProcesses } from '../../activities/processes/mendProcesses';
import { createProcessList } from '../../clients/processes';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let templateId: string;

beforeAll(async () => {
  quietTemporal();
  product = await startProduct({ reports: true });
  people = await signedIn(product);
  const settings = { reminders: [], escalation: [], report_formats: ['JSON' as const] };
  templateId = (await product.build.aTemplate({ settings })).id;
}, 120_000);
afterAll(() => product?.stop());

const handle = (workflowId: string) => product.temporal.client.workflow.getHandle(workflowId);
const statusOf = async (workflowId: string) => (await handle(workflowId).describe()).status.name;
const isRunning = (workflowId: string) =>
  eventually(async () => expect(await statusOf(workflowId)).toBe('RUNNING'));

/** In a quarter of an hour, when no message is on its way any more. */
const mend = (mail = false) =>
  mendProcesses(
    {
      db: product.database.db,
      processes: createProcessList(product.temporal.client),
      now: () => new Date(Date.now() + 15 * 60_000),
      tellsBy: { mail, telegram: false },
    },
    () => undefined,
  );

async function aRunningCheck(): Promise<string> {
  const { body } = await people.manager.post('/checks/', {
    template_id: templateId,
    executor_id: people.executorId,
  });
  await isRunning(`check-${body.id}`);
  return body.id;
}
const answer = (id: string, question_id: string) =>
  people.executor.post(`/checks/${id}/answer`, { question_id, value: true });

async function aCompletedCheck(): Promise<{ id: string; reportId: string }> {
  const id = await aRunningCheck();
  await answer(id, 'horn');
  await answer(id, 'brakes');
  await people.executor.post(`/checks/${id}/submit`);
  const reportId = await eventually(async () => {
    const [report] = await product.database.db.pool('reports').where({ check_id: id });
    expect(report?.status).toBe('ready');
    return report.id;
  });
  await eventually(async () => expect(await statusOf(`check-${id}`)).toBe('COMPLETED'));
  return { id, reportId };
}

async function anAction(): Promise<string> {
  const { body } = await people.manager.post('/actions/', {
    title: 'Заменить лампу',
    priority: 'low',
    owner_id: people.executorId,
    due_at: new Date(Date.now() + 3_600_000).toISOString(),
  });
  await isRunning(`action-${body.id}`);
  return body.id;
}

const entriesOf = async (id: string) =>
  (await product.database.db.pool('audit_log').where({ entity_id: id }).orderBy('seq')).map(
    ({ action, actor_kind, diff }) => [action, actor_kind, diff.after.process],
  );

test('processes that were terminated by hand go on, those that have done their work are left alone', async () => {
  const check = await aRunningCheck();
  const action = await anAction();
  const other = await aRunningCheck();
  await aCompletedCheck();
  await handle(`check-${check}`).terminate('by hand');
  await handle(`action-${action}`).terminate('by hand');

  const mended = await mend();
  expect(mended.map(({ subject, id, what }) => [subject, id, what])).toEqual([
    ['check', check, 'started'],
    ['action', action, 'started'],
  ]);
  await isRunning(`check-${check}`);
  await isRunning(`action-${action}`);
  expect((await entriesOf(check)).at(-1)).toEqual(['check.mend_process', 'system', 'started']);
  expect(await mend()).toEqual([]);
  expect(await statusOf(`check-${other}`)).toBe('RUNNING');
  expect((await answer(check, 'horn')).body.status).toBe('in_progress');
});

test('a check terminated by hand goes on with the next answer, without waiting for anybody', async () => {
  const check = await aRunningCheck();
  await handle(`check-${check}`).terminate('by hand');
  await answer(check, 'horn');
  await isRunning(`check-${check}`);
  await answer(check, 'brakes');
  expect((await people.executor.post(`/checks/${check}/submit`)).body.status).toBe('completed');
});

test('a report that the end of a check promised is made, though the process of the check is long over', async () => {
  const { id, reportId } = await aCompletedCheck();
  const { pool } = product.database.db;
  await pool('reports').where({ id: reportId }).update({ status: 'pending' });
  await pool('check_events').where({ check_id: id, kind: 'report_ready' }).delete();
  expect(await mend()).toEqual([{ subject: 'check', id, what: 'started' }]);
  await eventually(async () => {
    const report = await product.database.db.read.reports.find(reportId);
    expect(report?.status).toBe('ready');
    expect(await statusOf(`check-${id}`)).toBe('COMPLETED');
  });
});

test('a person whose notice waits is told by their own process, once', async () => {
  const { db } = product.database;
  await db.pool('users').where({ id: people.executorId }).update({ email: 'a@b.example' });
  await db.pool('notices').update({ read_at: new Date() });
  const lost = { user_id: people.executorId, kind: 'opened', check_id: null, key: 'lost', id: randomUUID() };
  await db.pool('notices').insert(lost);
  expect(await mend(true)).toEqual([{ subject: 'user', id: people.executorId, what: 'started' }]);
  await eventually(async () => {
    const { status } = await handle(`notify-${people.executorId}`).describe();
    expect(status.name).toBe('COMPLETED');
  });
  await db.pool('notices').where({ id: lost.id }).update({ read_at: new Date() });
});

test('a process whose row has vanished is ended; one that goes on after its row has ended reads it and ends', async () => {
  const check = await aRunningCheck();
  const action = await anAction();
  await product.workers.stop();
  const orphans = [`check-${randomUUID()}`, `action-${randomUUID()}`];
  await product.temporal.client.workflow.start('checkWorkflow', {
    ...{ taskQueue: 'checks', workflowId: orphans[0] as string },
    args: [{ check_id: orphans[0]?.slice(6) }],
  });
  await product.temporal.client.workflow.start('correctiveActionWorkflow', {
    ...{ taskQueue: 'checks', workflowId: orphans[1] as string },
    args: [{ action_id: orphans[1]?.slice(7) }],
  });
  const { pool } = product.database.db;
  await pool('checks').where({ id: check }).update({ status: 'cancelled' });
  await pool('actions').where({ id: action }).update({ status: 'cancelled', ended_at: new Date() });

  // Temporal's list is behind by moments: what it shows only later is found by a later look.
  const mended: Awaited<ReturnType<typeof mend>> = [];
  await eventually(async () => {
    mended.push(...(await mend()));
    expect(mended).toHaveLength(4);
  });
  expect(mended.map(({ subject, what }) => `${subject} ${what}`).sort()).toEqual([
    'action ended',
    'action told',
    'check ended',
    'check told',
  ]);
  for (const orphan of orphans) expect(await statusOf(orphan)).toBe('TERMINATED');
  expect((await entriesOf(orphans[0]?.slice(6) ?? '')).at(-1)).toEqual([
    'check.mend_process',
    'system',
    'ended',
  ]);
  await product.workers.start();
  await eventually(async () => {
    expect(await statusOf(`check-${check}`)).toBe('COMPLETED');
    expect(await statusOf(`action-${action}`)).toBe('COMPLETED');
  });
  expect(await mend()).toEqual([]);
});

test('the process that does all this by the clock finds that all is well', async () => {
  const found = await product.temporal.client.workflow.execute('processReconcileWorkflow', {
    ...{ taskQueue: 'checks', workflowId: 'reconcile-processes' },
  });
  expect(found).toBe('all is well');
});
