import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { createActionActivities } from '../../activities/actions';
import type { correctiveActionWorkflow } from '../../workflows/correctiveActionWorkflow';
import { externalChanged } from '../../workflows/action.messages';
import { type Stage, aStage, theTask } from '../activities/bitrix/stage';
import { eventually } from '../support/eventually';
import { aTimeSkippingTemporal, quietTemporal } from '../support/temporal';

let env: TestWorkflowEnvironment;
let stage: Stage;

beforeAll(async () => {
  quietTemporal();
  env = await aTimeSkippingTemporal();
  stage = await aStage();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
  await stage?.stop();
});

test('a portal that is down for two hours gets one task for the action, and both sides are equal when it is back', async () => {
  const connection = env.nativeConnection;
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: require.resolve('../../workflows'),
    logger: new DefaultLogger('ERROR'),
  });
  const { db, deps, activities, stub } = stage;
  const workers = await Promise.all([
    Worker.create({
      ...{ connection, workflowBundle, taskQueue: 'checks' },
      activities: createActionActivities({ db, now: deps.now }),
    }),
    Worker.create({ connection, taskQueue: 'bitrix', activities }),
  ]);
  const running = Promise.all(workers.map((worker) => worker.run()));
  stub.faults.set({ down: true });
  const id = await stage.anAction({ title: 'Во время сбоя' });
  // The time of the server that skips runs ahead of the database's: no moment of the ladder is to come meanwhile.
  await db.read.actions.update(id, { due_at: new Date(Date.now() + 400 * 86_400_000) });
  const handle = await env.client.workflow.start<typeof correctiveActionWorkflow>(
    'correctiveActionWorkflow',
    {
      ...{ workflowId: `action-${id}`, taskQueue: 'checks', args: [{ action_id: id }] },
    },
  );
  await eventually(() => expect(stub.faults.injected.down).toBeGreaterThan(0));
  await env.sleep('2 hours');
  const refused = stub.faults.injected.down ?? 0;
  expect(refused).toBeGreaterThanOrEqual(20);
  expect(await stage.row(id)).toMatchObject({ external_id: null, sync_status: 'pending' });
  expect(stage.tasksOf(id)).toEqual([]);

  stub.faults.set({ down: false });
  await env.sleep('6 minutes');
  const row = await eventually(async () => {
    const found = await stage.row(id);
    expect(found.sync_status).toBe('synced');
    return found;
  });
  const task = theTask(stage, id);
  expect(row.external_id).toBe(String(task.id));
  stub.desk.move(task.id, 'start');
  await handle.signal(externalChanged, {});
  await eventually(async () => expect((await stage.row(id)).status).toBe('in_progress'));
  console.info(`refused while down for two hours: ${refused}`);
  await handle.terminate();
  for (const worker of workers) worker.shutdown();
  await running;
}, 180_000);
