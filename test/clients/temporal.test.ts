import { randomUUID } from 'node:crypto';
import { NativeConnection, Worker } from '@temporalio/worker';
import {
  CHECKS_QUEUE,
  type Subject,
  type TemporalClient,
  createTemporalClient,
  registerSearchAttributes,
} from '../../clients/temporal';
import { normaliseTemplate } from '../../domain/templateValidation';
import { createDiary } from '../support/diary';
import { testParts } from '../support/parts';
import { refusalOf } from '../support/refusal';
import { anIsolatedNamespace, quietTemporal } from '../support/temporal';

let temporal: TemporalClient;
let connection: NativeConnection;
let worker: Worker;
let running: Promise<void>;
const books = new Map<string, ReturnType<typeof createDiary>>();
const rendered: string[] = [];

const by = { user_id: 'ivanov' };
const { settings } = normaliseTemplate({
  structure: { sections: [] },
  settings: { reminders: [], report_formats: [] },
} as Parameters<typeof normaliseTemplate>[0]);

function aCheck(): Subject & Pick<ReturnType<typeof createDiary>, 'diary' | 'rows'> & { id: string } {
  const id = randomUUID();
  const book = createDiary({
    settings,
    now: async () => Date.now(),
    opened_at: new Date(),
    due_at: new Date(Date.now() + 3_600_000),
  });
  books.set(id, book);
  return {
    id,
    diary: book.diary,
    rows: book.rows,
    workflowId: `check-${id}`,
    workflowType: 'checkWorkflow',
    taskQueue: CHECKS_QUEUE,
    input: { check_id: id },
  };
}

const bookOf = ({ check_id }: { check_id: string }) => {
  const book = books.get(check_id);
  if (!book) throw new Error(`No check ${check_id}`);
  return book.activities;
};
const activities = {
  loadCheck: (input: { check_id: string }) => bookOf(input).loadCheck(),
  carryOut: (input: { check_id: string; moment_at: string }) => bookOf(input).carryOut(input),
  decide: (input: Parameters<ReturnType<typeof bookOf>['decide']>[0]) => bookOf(input).decide(input),
  tellFailures: (input: { check_id: string }) => bookOf(input).tellFailures(),
  failReport: async () => undefined,
};

beforeAll(async () => {
  quietTemporal();
  const { address } = testParts().temporal;
  const namespace = await anIsolatedNamespace(address);
  temporal = createTemporalClient({ address, namespace });
  await registerSearchAttributes(temporal, namespace);
  connection = await NativeConnection.connect({ address });
  const workflowsPath = require.resolve('../../workflows');
  const checks = await Worker.create({
    connection,
    namespace,
    taskQueue: CHECKS_QUEUE,
    workflowsPath,
    activities,
  });
  const reports = await Worker.create({
    connection,
    namespace,
    taskQueue: 'reports',
    activities: {
      renderReport: async ({ report_id }: { report_id: string }) => void rendered.push(report_id),
    },
  });
  worker = checks;
  running = Promise.all([checks.run(), reports.run()]).then(() => undefined);
  stopReports = () => reports.shutdown();
}, 120_000);
let stopReports: () => void = () => undefined;
afterAll(async () => {
  worker?.shutdown();
  stopReports();
  await running;
  await connection?.close();
  await temporal?.close();
});

const handleOf = ({ workflowId }: Subject) => temporal.client.workflow.getHandle(workflowId);
const cancel = (id: string, command_id = randomUUID()) =>
  temporal.command({ check_id: id }, 'cancelCheck', command_id, { by, reason: 'не нужна' });

async function anEndedCheck() {
  const check = aCheck();
  await cancel(check.id);
  await handleOf(check).result();
  return check;
}

test('a command starts the process whose start is still in the outbox, and the start then finds it', async () => {
  const check = aCheck();
  await temporal.command({ check_id: check.id }, 'reassignCheck', randomUUID(), {
    by,
    executor_id: 'petrov',
  });
  const { runId } = await handleOf(check).describe();
  await temporal.start(check);
  check.rows.seq = 1;
  await temporal.signal(check, 'factsRecorded', { seq: 1 });
  expect((await handleOf(check).describe()).runId).toBe(runId);
  await cancel(check.id);
  expect(check.diary.map((line) => line.slice(12))).toEqual(['handed to petrov', 'cancelled']);
});

test('a fact starts the process whose start is still in the outbox', async () => {
  const check = aCheck();
  check.rows.seq = 1;
  await temporal.signal(check, 'factsRecorded', { seq: 1, tell_failures: true });
  await cancel(check.id);
  expect(check.diary.map((line) => line.slice(12))).toContain('tell failures');
});

test('nothing begins anew what has ended: a late fact, a late start, a late command', async () => {
  const check = await anEndedCheck();
  const { runId } = await handleOf(check).describe();
  await temporal.signal(check, 'factsRecorded', { seq: 9 });
  await temporal.start(check);
  expect((await refusalOf(cancel(check.id))).code).toBe('check.closed');
  const { status, runId: after } = await handleOf(check).describe();
  expect([status.name, after]).toEqual(['COMPLETED', runId]);
});

test('eight repeats of one command are one command, and all hear yes', async () => {
  const check = aCheck();
  const command = randomUUID();
  await Promise.all(Array.from({ length: 8 }, () => cancel(check.id, command)));
  expect(check.diary).toHaveLength(1);
});

test('a report that failed can be asked for again', async () => {
  const id = randomUUID();
  const report: Subject = {
    workflowId: `report-${id}`,
    workflowType: 'reportWorkflow',
    taskQueue: CHECKS_QUEUE,
    input: { report_id: id },
  };
  for (let request = 0; request < 2; request += 1) {
    await temporal.start(report);
    await handleOf(report).result();
  }
  expect(rendered).toEqual([id, id]);
});

test('where no server is, a command says so in time', async () => {
  const nowhere = createTemporalClient({ address: '127.0.0.1:1', namespace: 'default' });
  const refusal = await refusalOf(
    nowhere.command({ check_id: randomUUID() }, 'cancelCheck', randomUUID(), { by }),
  );
  expect(refusal).toMatchObject({ code: 'service.unavailable', details: { params: { retry_after: 5 } } });
  await nowhere.close();
}, 30_000);

test('a server that knows some of what the processes write down learns the rest', async () => {
  const { address } = testParts().temporal;
  const namespace = await anIsolatedNamespace(address);
  const client = createTemporalClient({ address, namespace });
  const { operatorService } = client.client.connection;
  await operatorService.addSearchAttributes({ namespace, searchAttributes: { CheckStatus: 2, DueAt: 6 } });
  await registerSearchAttributes(client, namespace);
  await registerSearchAttributes(client, namespace);
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  expect(Object.keys(customAttributes)).toEqual(
    expect.arrayContaining(['CheckStatus', 'DueAt', 'ActionStatus', 'OwnerId', 'AreaId', 'ExecutorId']),
  );
  await client.close();
});
