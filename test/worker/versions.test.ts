import { randomUUID } from 'node:crypto';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { DEPLOYMENT } from '../../clients/deployment';
import { createSchedulerClient } from '../../clients/schedules';
import { createProcessList } from '../../clients/processes';
import { type TemporalClient, createTemporalClient } from '../../clients/temporal';
import { createChecksWorker } from '../../worker/checksWorker';
import { type TestDatabase, testDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { testParts } from '../support/parts';
import { testServices } from '../support/services';
import { anIsolatedNamespace, quietTemporal } from '../support/temporal';

const taskQueue = 'checks';

let database: TestDatabase;
let namespace: string;
let temporal: TemporalClient;
let connection: NativeConnection;
const workers: { worker: Worker; running: Promise<void> }[] = [];
beforeAll(async () => {
  quietTemporal();
  const { address } = testParts().temporal;
  database = await testDatabase();
  namespace = await anIsolatedNamespace(address);
  temporal = createTemporalClient({ address, namespace });
  connection = await NativeConnection.connect({ address });
});
afterAll(async () => {
  for (const { worker } of workers) worker.shutdown();
  await Promise.all(workers.map(({ running }) => running));
  await connection?.close();
  await temporal?.close();
  await database?.close();
});

async function aRelease(buildId: string): Promise<void> {
  const { db, templates, now, anchors } = testServices(database.db);
  const scheduler = createSchedulerClient(temporal.client);
  const worker = await createChecksWorker({
    ...{ connection, namespace, taskQueue, build: buildId },
    deps: {
      db,
      templates,
      now,
      anchors,
      scheduler,
      processes: createProcessList(temporal.client),
      telegram: false,
    },
  });
  workers.push({ worker, running: worker.run() });
}

/** What an operator does by `temporal worker deployment set-current-version`. */
const makeCurrent = (buildId: string) =>
  eventually(async () => {
    await temporal.client.workflowService.setWorkerDeploymentCurrentVersion({
      ...{ namespace, deploymentName: DEPLOYMENT, buildId, identity: 'test', ignoreMissingTaskQueues: true },
    });
  }, 30_000);

async function start(workflowType: string): Promise<string> {
  const workflowId = `${workflowType}-${randomUUID()}`;
  await temporal.client.workflow.start(workflowType, {
    workflowId,
    taskQueue,
    args: [{ report_id: randomUUID() }],
  });
  return workflowId;
}

async function standing(workflowId: string): Promise<string> {
  const { workflowExecutionInfo } = await temporal.client.workflowService.describeWorkflowExecution({
    ...{ namespace, execution: { workflowId } },
  });
  const { behavior, deploymentVersion } = workflowExecutionInfo?.versioningInfo ?? {};
  return `${behavior === 1 ? 'pinned' : behavior === 2 ? 'upgrades' : 'none'} ${deploymentVersion?.buildId}`;
}

const stands = (workflowId: string, wanted: string) =>
  eventually(async () => expect(await standing(workflowId)).toBe(wanted), 30_000);

test('long processes move to the release that was made current, short ones finish on the one that began them', async () => {
  await aRelease('one');
  await makeCurrent('one');
  // Both wait: nobody here makes backups, nor reports.
  const long = await start('backupWorkflow');
  const short = await start('reportWorkflow');
  await stands(long, 'upgrades one');
  await stands(short, 'pinned one');

  await aRelease('two');
  await makeCurrent('two');
  // The server's parts hear of it one after another; whatever happens to a process then is news for the new release.
  await eventually(async () => {
    for (const id of [long, short]) await temporal.client.workflow.getHandle(id).signal('anything');
    expect(await standing(long)).toBe('upgrades two');
  }, 30_000);
  await stands(short, 'pinned one');
  await stands(await start('reportWorkflow'), 'pinned two');
}, 120_000);

test('where workers say nothing of builds, short processes run all the same', async () => {
  const { address } = testParts().temporal;
  const apart = await anIsolatedNamespace(address);
  const { db, templates, now, anchors } = testServices(database.db);
  const client = createTemporalClient({ address, namespace: apart });
  const scheduler = createSchedulerClient(client.client);
  const processes = createProcessList(client.client);
  const worker = await createChecksWorker({
    ...{ connection, namespace: apart, taskQueue },
    deps: { db, templates, now, anchors, scheduler, processes, telegram: false },
  });
  workers.push({ worker, running: worker.run() });
  const workflowId = randomUUID();
  expect(
    await client.client.workflow.execute('digestWorkflow', {
      workflowId,
      taskQueue,
      workflowTaskTimeout: '5s',
    }),
  ).toBe(0);
  await client.close();
});
