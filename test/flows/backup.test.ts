import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '../../activities/backup/makeBackup';
import { mendProcesses } from '../../activities/processes/mendProcesses';
import { createAnchors } from '../../clients/anchors';
import { createProcessList } from '../../clients/processes';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { createPool } from '../../db/pool';
import { verifyAudit } from '../../services/audit/verifyAudit';
import { createBackupWorker } from '../../worker/backupPart';
import { type BackupBench, aBackupBench } from '../support/backup/anyBackup';
import { JWT_SECRET, aRestoreCommand } from '../support/backup/restoreCommand';
import { aJpeg } from '../clients/pictures';
import { apiClient } from '../support/client';
import { eventually } from '../support/eventually';
import { testParts } from '../support/parts';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { type TemporalServer, aTemporalServer } from '../support/temporalServer';
import { type Wire, aWireTo } from '../support/wire';

let server: TemporalServer;
let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let wire: Wire;
let bench: BackupBench;
let restore: Awaited<ReturnType<typeof aRestoreCommand>>;
let backupWorker: Worker;
let backupRunning: Promise<void>;
let connection: NativeConnection;
let templateId: string;

beforeAll(async () => {
  quietTemporal();
  server = await aTemporalServer();
  product = await startProduct({ reports: true, temporalAddress: server.address, namespace: 'default' });
  people = await signedIn(product);
  wire = await aWireTo(testParts().s3.endpoint);
  bench = await aBackupBench(product.database, {
    bucket: product.bucket,
    endpoint: wire.through(testParts().s3.endpoint).replace(/\/$/, ''),
  });
  restore = await aRestoreCommand(product, server.address);
  connection = await NativeConnection.connect({ address: server.address });
  backupWorker = await createBackupWorker({ connection, namespace: 'default', deps: bench.deps });
  backupRunning = backupWorker.run();
  const questions = [
    { id: 'horn', type: 'yes_no', text: 'Сигнал исправен?', on_fail: { notify: ['supervisor'] } },
    { id: 'brakes', type: 'yes_no', text: 'Тормоза держат?' },
  ];
  const settings = { reminders: [], escalation: [], report_formats: ['JSON' as const] };
  templateId = (await product.build.aTemplate({ questions, settings })).id;
}, 240_000);
afterAll(async () => {
  backupWorker?.shutdown();
  await backupRunning;
  await connection?.close();
  await wire?.close();
  await product?.stop();
  await server?.dispose();
});

const handle = (workflowId: string) => product.temporal.client.workflow.getHandle(workflowId);
const statusOf = async (workflowId: string) => (await handle(workflowId).describe()).status.name;
const isRunning = (workflowId: string) =>
  eventually(async () => expect(await statusOf(workflowId)).toBe('RUNNING'), 60_000);
const rowOf = async (id: string) => product.database.db.read.checks.find(id);
const kindsOf = async (id: string): Promise<string[]> =>
  (await product.database.db.pool('check_events').where({ check_id: id }).orderBy('seq')).map(
    ({ kind }) => kind,
  );

async function aCheck(dueInMs = 3_600_000): Promise<string> {
  const { body } = await people.manager.post('/checks/', {
    template_id: templateId,
    executor_id: people.executorId,
    due_at: new Date(Date.now() + dueInMs).toISOString(),
  });
  await isRunning(`check-${body.id}`);
  return body.id;
}
const answer = async (id: string, question_id: string, value = true) => {
  const { status } = await people.executor.post(`/checks/${id}/answer`, { question_id, value });
  expect(status).toBe(200);
};
async function isCompleted(id: string): Promise<void> {
  expect((await people.executor.post(`/checks/${id}/submit`)).body.status).toBe('completed');
  await eventually(async () => {
    const [report] = await product.database.db.pool('reports').where({ check_id: id });
    expect(report?.status).toBe('ready');
    expect(await statusOf(`check-${id}`)).toBe('COMPLETED');
  }, 60_000);
}
async function signInAnew(): Promise<void> {
  const signIn = async (username: string) => {
    const { body } = await apiClient(product.url).post('/auth/login', { username, password: PASSWORD });
    return apiClient(product.url, body.access_token);
  };
  people = { ...people, manager: await signIn('manager'), executor: await signIn('executor') };
}
const mend = () =>
  mendProcesses(
    {
      db: product.database.db,
      processes: createProcessList(product.temporal.client),
      now: () => new Date(Date.now() + 15 * 60_000),
      tellsBy: { mail: false, telegram: false },
    },
    () => undefined,
  );

test('while S3 is away no backup is made, none is counted, and the next try makes it', async () => {
  wire.cut();
  const running = await product.temporal.client.workflow.start('backupWorkflow', {
    ...{ taskQueue: 'checks', workflowId: 'backup-now' },
  });
  await eventually(async () => {
    const [row] = await product.database.db.read.backups.latest(1);
    expect(row).toMatchObject({ status: 'running', sha256: null, error: expect.any(String) });
  }, 60_000);
  wire.mend();
  expect(await running.result()).toMatch(
    /database\.dump: \d+ bytes, 0 files listed, 0 missing; 0 old ones removed/,
  );
  const { totals } = await product.database.db.read.backups.summary();
  expect(totals).toEqual({ success: 1, failure: 0 });
  expect(await product.services.storage.list('backups/')).toHaveLength(3);
}, 120_000);

const kept = { started: '', going: '', late: '', done: '', pictureKey: '' };
const later = { opened: '', action: '' };

test('a backup is refused where it would do harm: in use, not empty, altered', async () => {
  Object.assign(kept, { started: await aCheck(), going: await aCheck(), done: await aCheck() });
  await answer(kept.done, 'horn');
  await answer(kept.done, 'brakes');
  await isCompleted(kept.done);
  await answer(kept.started, 'horn');
  const form = new FormData();
  form.set('text', 'так выглядит');
  form.set('photo', new Blob([new Uint8Array(await aJpeg())], { type: 'image/jpeg' }), 'a.jpg');
  expect((await people.executor.post(`/checks/${kept.started}/comment`, form)).status).toBe(201);
  kept.late = await aCheck(4_000);

  const altered = await makeBackup(bench.deps, randomUUID(), { alive: () => undefined });
  const key = altered?.database.key ?? '';
  const content = await product.services.storage.get(key);
  content.writeUInt8(content.readUInt8(1_000) ^ 1, 1_000);
  await product.services.storage.put(key, content, 'application/octet-stream');
  const refused = await restore('--from', altered?.id ?? '', '--yes', '--replace');
  expect(refused.code).toBe(1);
  expect(refused.words).toContain('is not what was stored');

  await product.services.storage.remove(key.replace('database.dump', 'backup.json'));
  const told = await restore('--from', 'latest');
  expect(told).toMatchObject({ code: 2, words: expect.stringContaining('Nothing was touched: say --yes') });
  const inUse = await restore('--from', 'latest', '--yes', '--replace');
  expect(inUse).toMatchObject({ code: 1, words: expect.stringContaining('Stop these first') });
  expect(inUse.words).toMatch(/test \(\d+\)/);
  expect((await rowOf(kept.started))?.status).toBe('in_progress');
}, 120_000);

test('after the loss of the database all goes on from the backup, and Temporal with it', async () => {
  const made = await makeBackup(bench.deps, randomUUID(), { alive: () => undefined });
  expect(made?.files).toMatchObject({ listed: 3, missing: 0 });

  // What the backup does not know of.
  await answer(kept.started, 'brakes');
  await isCompleted(kept.started);
  for (const value of [true, false, true]) await answer(kept.going, 'brakes', value);
  await people.manager.post(`/checks/${kept.going}/due`, {
    due_at: new Date(Date.now() + 9 * 3_600_000).toISOString(),
  });
  later.opened = await aCheck();
  const action = await people.manager.post('/actions/', {
    ...{ title: 'Лампа', priority: 'low', owner_id: people.executorId },
    due_at: new Date(Date.now() + 3_600_000).toISOString(),
  });
  later.action = action.body.id;
  await isRunning(`action-${later.action}`);
  await eventually(async () => expect(await kindsOf(kept.late)).toContain('overdue'));
  const anchors = createAnchors(product.services.storage, JWT_SECRET);
  const lostHead = await product.database.db.read.auditLog.head();
  await anchors.write({ ...lostHead, at: new Date().toISOString() });
  const dueOfBackup = (await rowOf(kept.started))?.due_at;

  await product.workers.stop();
  const { superuserUrl } = testParts().database;
  const superuser = createPool({ url: superuserUrl, maxConnections: 1, applicationName: 'test' });
  const name = new URL(product.database.adminUrl).pathname.slice(1);
  await superuser.raw('drop database ?? with (force)', [name]);
  await superuser.destroy();

  const nowhere = await restore('--from', 'latest', '--yes');
  expect(nowhere).toMatchObject({ code: 1, words: expect.stringContaining('--superuser') });
  const { code, words } = await restore('--from', 'latest', '--yes', '--superuser', superuserUrl);
  expect([code, words]).toEqual([0, expect.stringContaining('done')]);
  expect(words).toContain(`made: database ${name}`);
  expect(words).toContain('rows are as many as in the backup, table by table');
  expect(words).toContain('every file that the rows name is in S3');
  expect(words).toContain(`check ${later.opened}: ended`);
  expect(words).toContain(`action ${later.action}: ended`);
  expect(words).toContain(`check ${kept.started}: to be started`);

  expect(await statusOf(`check-${later.opened}`)).toBe('TERMINATED');
  expect((await people.manager.get('/auth/me')).status).toBe(401);
  await signInAnew();
  const { db } = product.database;
  const verdict = await verifyAudit({ db, anchors });
  expect(verdict).toMatchObject({ ok: true, anchors: { superseded: 1, first_bad: null } });
  expect(verdict.head.seq).toBeLessThan(lostHead.seq);
  for (const statement of [
    'update audit_log set action = action',
    'delete from audit_log',
    'truncate audit_log',
  ])
    await expect(db.pool.raw(statement)).rejects.toThrow(/permission denied/);
  const [restored] = await db.read.backups.good();
  expect(restored).toMatchObject({ id: made?.id, sha256: made?.database.sha256 });

  await product.workers.start();
  await isRunning(`check-${kept.started}`);
  expect(await rowOf(kept.started)).toMatchObject({ status: 'in_progress', due_at: dueOfBackup });
  await answer(kept.started, 'brakes');
  await isCompleted(kept.started);
  // Its process had heard of facts up to a number that the rows reach only now.
  await eventually(async () => {
    const state = (await handle(`check-${kept.going}`).query('checkState')) as { seq: number };
    expect(state.seq).toBe((await rowOf(kept.going))?.fact_seq);
  });
  await answer(kept.going, 'horn', false);
  await eventually(async () => {
    const notices = await db.pool('notices').where({ check_id: kept.going, kind: 'answer_failed' });
    expect(notices).toHaveLength(1);
  });
  await eventually(async () => {
    expect((await kindsOf(kept.late)).filter((kind) => kind === 'overdue')).toHaveLength(1);
  });
  expect(await mend()).toEqual([]);
}, 240_000);

test('after the loss of all that Temporal knew, every open check goes on, and its moments come once', async () => {
  const soon = await aCheck(12_000);
  const before = await kindsOf(kept.late);
  await product.workers.stop();
  await server.lose();
  await product.workers.start();
  const mended = await mend();
  expect(mended.map(({ id }) => id).sort()).toEqual([kept.going, kept.late, soon].sort());
  for (const id of [kept.going, kept.late, soon]) await isRunning(`check-${id}`);
  await eventually(async () => expect(await kindsOf(soon)).toEqual(['opened', 'overdue']));
  expect(await kindsOf(kept.late)).toEqual(before);
  await answer(kept.going, 'brakes');
  await isCompleted(kept.going);
}, 120_000);

test('a drill beside the running product touches nothing of it; a restore that fails puts back what was there', async () => {
  const { superuserUrl } = testParts().database;
  const drill = new URL(product.database.adminUrl);
  drill.pathname += '_drill';
  const done = await restore('--from', 'latest', '--into', drill.href, '--superuser', superuserUrl, '--yes');
  expect([done.code, done.words]).toEqual([0, expect.stringContaining('a drill')]);

  const [description] = (await bench.deps.store.list()).backups;
  if (!description) throw new Error('There is no backup');
  const folder = mkdtempSync(join(tmpdir(), 'proverka-drill-'));
  const row_counts = { ...description.row_counts, users: 99 };
  writeFileSync(join(folder, 'backup.json'), JSON.stringify({ ...description, row_counts }));
  writeFileSync(join(folder, 'database.dump'), await product.services.storage.get(description.database.key));
  const failed = await restore('--from', folder, '--into', drill.href, '--replace', '--yes');
  rmSync(folder, { recursive: true });
  expect(failed.code).toBe(1);
  expect(failed.words).toMatch(
    /the database is as it was before[^]*Rows are missing or too many: users 2 in place of 99/,
  );

  const owner = createPool({ url: drill.href, maxConnections: 1, applicationName: 'test' });
  expect((await owner('users').count('* as n').first())?.n).toBe(2);
  await owner.destroy();
  expect((await people.manager.get('/auth/me')).status).toBe(200);
  const superuser = createPool({ url: superuserUrl, maxConnections: 1, applicationName: 'test' });
  await superuser.raw('drop database ?? with (force)', [drill.pathname.slice(1)]);
  await superuser.destroy();
});
