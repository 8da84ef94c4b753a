import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import type { RetentionDeps } from '../../../activities/retention/deps';
import { removeOld } from '../../../activities/retention/removeOld';
import { createObjectStreams } from '../../../clients/objectStreams';
import { createStorage } from '../../../clients/storage';
import { RETENTION_KINDS, type RetentionRules } from '../../../domain/retention';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testParts } from '../../support/parts';

const RULES: RetentionRules = { reports: 365, files: 7, objects: 30, notices: 90, sessions: 90, bitrix: 30 };
const DAY_MS = 24 * 60 * 60_000;
/** Objects cannot be made to look old: the night of retention lies ahead instead. */
const TONIGHT = new Date(Date.now() + 100 * DAY_MS);
const daysAgo = (days: number) => new Date(TONIGHT.getTime() - days * DAY_MS);

let database: TestDatabase;
let deps: RetentionDeps;
let storage: ReturnType<typeof createStorage>;
let build: ReturnType<typeof createBuilders>;
let userId: string;
let templateId: string;
beforeAll(async () => {
  database = await testDatabase();
  const s3 = { ...testParts().s3, bucket: `t-${randomUUID()}` };
  storage = createStorage(s3);
  await storage.ensureBucket();
  const { db } = database;
  deps = { db, storage, objects: createObjectStreams(s3), rules: RULES, now: () => TONIGHT };
  build = createBuilders(db);
  userId = (await build.aUser()).user_id;
  templateId = (await build.aTemplate()).id;
});
afterAll(() => database?.close());

async function retain(over: Partial<RetentionDeps> = {}, dry = false) {
  const run = { run_id: uuidv7(), dry };
  const removals = [];
  for (const kind of RETENTION_KINDS) removals.push(await removeOld({ ...deps, ...over }, kind, run));
  return { run, removed: removals.filter(({ count }) => count > 0) };
}

const rows = (table: string) => database.db.pool(table);
const put = (key: string) => storage.put(key, Buffer.from('x'), 'image/jpeg');

async function aCheck(status: string): Promise<string> {
  const id = uuidv7();
  const at = daysAgo(400);
  const times = { due_at: at, armed_at: at, created_at: at, submitted_at: at, started_at: at };
  const facts = { template_id: templateId, template_version: 1, title: 'Обход', executor_id: userId };
  await rows('checks').insert({
    id,
    ...facts,
    ...times,
    status,
    verdict: status === 'completed' ? 'pass' : null,
  });
  return id;
}

async function anAction(files: string[] = []): Promise<string> {
  const id = uuidv7();
  const at = daysAgo(400);
  const facts = {
    origin: 'person',
    title: 'Починить',
    priority: 'low',
    owner_id: userId,
    due_at: at,
    armed_at: at,
  };
  await rows('actions').insert({ id, ...facts, files });
  return id;
}

interface FileOver {
  ageDays: number;
  status?: 'ready' | 'pending';
  holder?: { check_id?: string; action_id?: string; template_id?: string };
}

async function aFile({ ageDays, status = 'ready', holder = {} }: FileOver) {
  const id = uuidv7();
  const keys = {
    object_key: `pictures/${id}/a.jpg`,
    thumbnail_key: status === 'ready' ? `pictures/${id}/a.thumb.webp` : null,
  };
  const facts = {
    name: 'a.jpg',
    content_type: 'image/jpeg',
    size_bytes: 1,
    sha256: 'a'.repeat(64),
    uploaded_by: userId,
  };
  await rows('files').insert({ id, ...facts, ...keys, status, created_at: daysAgo(ageDays), ...holder });
  const objects = [keys.object_key, ...(keys.thumbnail_key ? [keys.thumbnail_key] : [])];
  await Promise.all(objects.map(put));
  return { id, objects };
}

async function aReport(check_id: string, ageDays: number, status = 'ready') {
  const id = uuidv7();
  const object_key = `reports/${check_id}/${id}.pdf`;
  const at = daysAgo(ageDays);
  const made =
    status === 'ready' ? { object_key, sha256: 'b'.repeat(64), size_bytes: 1, generated_at: at } : {};
  const facts = {
    check_id,
    check_revision: 1,
    format: 'PDF',
    parameters: JSON.stringify({ id }),
    created_at: at,
  };
  await rows('reports').insert({ id, ...facts, status, ...made });
  if (status === 'ready') await put(object_key);
  return { id, objects: status === 'ready' ? [object_key] : [] };
}

/** What names a file that its own row does not know of. */
const NAMERS: Record<string, (fileId: string, check_id: string) => Promise<unknown>> = {
  nothing: async () => undefined,
  answer: (id, check_id) =>
    rows('answers').insert({
      ...{ check_id, question_id: `q-${id}`, revision: 1, seq: 1, failed: false, files: [id] },
      ...{ answered_at: TONIGHT, answered_by: userId },
    }),
  'earlier answer': async (id, check_id) => {
    const facts = {
      check_id,
      question_id: `q-${id}`,
      seq: 1,
      failed: false,
      answered_at: TONIGHT,
      answered_by: userId,
    };
    await rows('answers').insert({ ...facts, revision: 1, files: [id] });
    await rows('answers').insert({ ...facts, revision: 2, files: [] });
  },
  comment: (id, check_id) =>
    rows('comments').insert({
      id: uuidv7(),
      check_id,
      seq: 1,
      text: 'см. фото',
      files: [id],
      author_id: userId,
    }),
  action: (id) => anAction([id]),
  'comment of an action': async (id) =>
    rows('action_comments').insert({
      ...{
        id: uuidv7(),
        action_id: await anAction(),
        seq: 1,
        text: 'сделано',
        files: [id],
        author_id: userId,
      },
    }),
  'guidance of an old version': async (id) => {
    const version = await rows('template_versions')
      .where({ template_id: templateId })
      .max('version as last')
      .first();
    const copied = await rows('template_versions').where({ template_id: templateId }).first();
    await rows('template_versions').insert({
      ...copied,
      ...{
        version: Number((version as { last: number }).last) + 1,
        settings: JSON.stringify(copied.settings),
      },
      structure: JSON.stringify({
        sections: [{ id: 's', title: 'С', questions: [{ guidance_file_id: id }] }],
      }),
    });
  },
  talk: (id) =>
    rows('telegram_talks').insert({
      chat_id: Math.floor(Math.random() * 1e12),
      at: JSON.stringify({ photos: [id] }),
    }),
};

const FileSpec = fc.record({
  ageDays: fc.constantFrom(0.5, 3, 8, 60, 500),
  status: fc.constantFrom('ready' as const, 'pending' as const),
  holder: fc.constantFrom('none', 'none', 'check', 'action', 'template'),
  namer: fc.constantFrom(...Object.keys(NAMERS), 'nothing', 'nothing'),
});
const Plant = fc.record({
  checks: fc.array(
    fc.constantFrom('open', 'in_progress', 'submitted', 'completed', 'missed', 'declined', 'cancelled'),
    { minLength: 1, maxLength: 3 },
  ),
  files: fc.array(FileSpec, { maxLength: 8 }),
  reports: fc.array(
    fc.record({
      ageDays: fc.constantFrom(1, 364, 366, 900),
      status: fc.constantFrom('ready', 'failed', 'running'),
    }),
    { maxLength: 4 },
  ),
  strays: fc.nat({ max: 2 }),
});

test('whatever a check, an action, a template, a talk or a report needs is there after retention; all else that is old is not', async () => {
  await fc.assert(
    fc.asyncProperty(Plant, async (plant) => {
      const kept: { id: string; objects: string[] }[] = [];
      const gone: { id: string; objects: string[] }[] = [];
      const checks = await Promise.all(plant.checks.map(aCheck));
      for (const [index, { ageDays, status, holder, namer }] of plant.files.entries()) {
        const check_id = checks[index % checks.length]!;
        const holders = {
          none: {},
          check: { check_id },
          action: { action_id: await anAction() },
          template: { template_id: templateId },
        };
        const file = await aFile({ ageDays, status, holder: holders[holder as keyof typeof holders] });
        await NAMERS[namer]!(file.id, check_id);
        const needed = holder !== 'none' || namer !== 'nothing' || ageDays < (status === 'ready' ? 7 : 1);
        (needed ? kept : gone).push(file);
      }
      for (const [index, { ageDays, status }] of plant.reports.entries()) {
        const at = index % checks.length;
        const report = await aReport(checks[at]!, ageDays, status);
        const ended = ['completed', 'missed', 'declined', 'cancelled'].includes(plant.checks[at]!);
        (ended && ageDays > 365 && status !== 'running' ? gone : kept).push(report);
      }
      for (let stray = 0; stray < plant.strays; stray++) {
        const key = `pictures/${uuidv7()}/stray.jpg`;
        await put(key);
        gone.push({ id: uuidv7(), objects: [key] });
      }

      await retain();

      const left = new Set(
        [...(await rows('files').select('id')), ...(await rows('reports').select('id'))].map(
          ({ id }) => id as string,
        ),
      );
      const objects = new Set([...(await storage.list('pictures/')), ...(await storage.list('reports/'))]);
      expect(kept.filter(({ id }) => !left.has(id))).toEqual([]);
      expect(kept.flatMap((one) => one.objects).filter((key) => !objects.has(key))).toEqual([]);
      expect(gone.filter(({ id }) => left.has(id))).toEqual([]);
      expect(gone.flatMap((one) => one.objects).filter((key) => objects.has(key))).toEqual([]);
      expect(await rows('checks').whereIn('id', checks).count('* as n')).toEqual([{ n: checks.length }]);
    }),
    { numRuns: 15 },
  );
}, 120_000);

test('a dry run says what would go, in counts and bytes, and removes nothing', async () => {
  await aFile({ ageDays: 8 });
  const report = await aReport(await aCheck('completed'), 400);
  const { removed } = await retain({}, true);
  expect(removed).toEqual([
    { kind: 'reports', count: 1, bytes: 1 },
    { kind: 'files', count: 1, bytes: 1 },
  ]);
  expect(await rows('reports').where({ id: report.id })).toHaveLength(1);
  expect((await retain()).removed).toEqual(removed);
});

test('what went is on the audit log, reports and files by their ids', async () => {
  const file = await aFile({ ageDays: 8 });
  const report = await aReport(await aCheck('missed'), 400);
  const { run } = await retain();
  const entries = await rows('audit_log')
    .where({ action: 'retention.remove', entity_id: run.run_id })
    .orderBy('seq');
  expect(entries.map(({ diff }) => diff.before)).toEqual([
    { kind: 'reports', older_than: daysAgo(365).toISOString(), count: 1, bytes: 1, ids: [report.id] },
    { kind: 'files', older_than: daysAgo(7).toISOString(), count: 1, bytes: 1, ids: [file.id] },
  ]);
});

test('rows that are needed for a time only go when it is over, and what still counts stays', async () => {
  const check_id = await aCheck('completed');
  const open = await aCheck('open');
  const notice = (key: string, over: object) =>
    rows('notices').insert({ id: uuidv7(), user_id: userId, kind: 'check.opened', key, ...over });
  await notice('old', { check_id, read_at: daysAgo(91) });
  await notice('young', { check_id, read_at: daysAgo(89) });
  await notice('unread', { check_id });
  await notice('of an open check', { check_id: open, read_at: daysAgo(200) });
  await notice('of an open action', {
    data: JSON.stringify({ action_id: await anAction() }),
    read_at: daysAgo(200),
  });
  const session = (address: string, ageDays: number) =>
    rows('sessions').insert({
      ...{ id: uuidv7(), user_id: userId, refresh_hash: Buffer.from('x'), address },
      ...{ created_at: daysAgo(ageDays + 10), expires_at: daysAgo(ageDays) },
    });
  await session('10.0.0.1', 120);
  await session('10.0.0.1', 100);
  await session('10.0.0.2', 300);
  const key = { request_hash: Buffer.from('x'), status: 200 };
  await rows('idempotency_keys').insert({
    user_id: userId,
    key: 'old',
    id: uuidv7(),
    created_at: daysAgo(2),
    ...key,
  });
  await rows('outbox_claims').insert({ subject: 'check:dead', until: daysAgo(2) });
  await rows('outbox_claims').insert({ subject: 'check:waiting', until: daysAgo(2) });
  await rows('outbox').insert({ subject: 'check:waiting', kind: 'facts' });
  await rows('telegram_updates').insert({
    update_id: 1,
    chat_id: 1,
    body: '{}',
    received_at: daysAgo(9),
    done_at: daysAgo(9),
  });
  await rows('telegram_updates').insert({ update_id: 2, chat_id: 1, body: '{}', received_at: daysAgo(9) });
  await rows('bitrix_sync').insert({
    ...{
      id: uuidv7(),
      created_at: daysAgo(31),
      direction: 'out',
      method: 'tasks.task.add',
      status: 'ok',
      duration_ms: 1,
    },
  });
  const { removed } = await retain();
  expect(removed.map(({ kind, count }) => `${kind} ${count}`)).toEqual([
    'notices 1',
    'sessions 1',
    'idempotency_keys 1',
    'telegram_updates 1',
    'bitrix_calls 1',
    'outbox_claims 1',
  ]);
  expect((await rows('notices').orderBy('key').select('key')).map((row) => row.key)).toEqual([
    'of an open action',
    'of an open check',
    'unread',
    'young',
  ]);
});

test('objects of today are left alone, whoever names them; other folders of the bucket are never looked at', async () => {
  await put('pictures/stray.jpg');
  await put('backups/daily.dump');
  await put('report-templates/x.docx');
  expect((await retain({ now: () => new Date() })).removed).toEqual([]);
  expect((await retain()).removed).toEqual([{ kind: 'objects', count: 1, bytes: 1 }]);
  expect(await storage.list('')).toEqual(
    expect.arrayContaining(['backups/daily.dump', 'report-templates/x.docx']),
  );
});

test('what S3 did not remove in an outage is removed by a later run, since no row names it', async () => {
  const file = await aFile({ ageDays: 8 });
  const down = { remove: () => Promise.reject(new Error('S3 is down')) };
  await expect(retain({ storage: down })).rejects.toThrow('S3 is down');
  expect(await rows('files').where({ id: file.id })).toEqual([]);
  expect((await retain()).removed).toEqual([{ kind: 'objects', count: 2, bytes: 2 }]);
});

test('more than a batch goes in several transactions; what is switched off stays', async () => {
  const many = Array.from({ length: 4_100 }, () => ({ subject: `check:${uuidv7()}`, until: daysAgo(2) }));
  await database.db.pool.batchInsert('outbox_claims', many, 500);
  await aReport(await aCheck('completed'), 5_000);
  const { removed, run } = await retain({ rules: {} });
  expect(removed).toEqual([{ kind: 'outbox_claims', count: 4_100, bytes: 0 }]);
  expect(await rows('audit_log').where({ entity_id: run.run_id })).toHaveLength(3);
});
