import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { v7 as uuidv7 } from 'uuid';
import { makeBackup } from '../../../activities/backup/makeBackup';
import { pruneBackups } from '../../../activities/backup/pruneBackups';
import { tellBackupFailed } from '../../../activities/backup/tellBackupFailed';
import { type BackupBench, aBackupBench } from '../../support/backup/anyBackup';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testParts } from '../../support/parts';
import { createPool } from '../../../db/pool';

let database: TestDatabase;
let bench: BackupBench;
beforeAll(async () => {
  database = await testDatabase();
  bench = await aBackupBench(database);
});
afterAll(() => database?.close());

const quiet = { alive: () => undefined };
const make = (over: Partial<BackupBench['deps']> = {}, id = uuidv7()) =>
  makeBackup({ ...bench.deps, ...over }, id, quiet);
const rows = () => database.db.read.backups.latest(50);

async function aFile(object_key: string, content: string, size_bytes = content.length): Promise<void> {
  const { user_id } = await createBuilders(database.db).aUser();
  if (content) await bench.storage.put(object_key, Buffer.from(content), 'image/jpeg');
  const facts = { content_type: 'image/jpeg', status: 'ready', sha256: 'a'.repeat(64), uploaded_by: user_id };
  await database.db.pool('files').insert({ id: uuidv7(), name: 'a.jpg', object_key, size_bytes, ...facts });
}

test('a backup holds the rows of one moment, and says which of their files are there', async () => {
  await aFile('files/b/1.jpg', 'picture');
  await aFile('files/a/2.jpg', '', 10);
  await aFile('files/c/3.jpg', 'cut', 30);
  const made = await make();
  expect(made).toMatchObject({
    kind: 'monthly',
    files: { listed: 3, missing: 2 },
    row_counts: { files: 3, users: 3, audit_log: 0, knex_migrations: expect.any(Number) },
    audit_head: { seq: 0 },
    schema_version: expect.stringMatching(/^00\d\d_/),
  });
  const list = gunzipSync(await bench.storage.get(made?.files.key ?? '')).toString();
  expect(
    list
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ key, state }) => [key, state]),
  ).toEqual([
    ['files/a/2.jpg', 'missing'],
    ['files/b/1.jpg', 'present'],
    ['files/c/3.jpg', 'damaged'],
  ]);
  const { backups } = await bench.deps.store.list();
  expect(backups).toEqual([made]);
  expect((await rows())[0]).toMatchObject({
    status: 'done',
    size_bytes: made?.database.size_bytes,
    files: 3,
    missing_files: 2,
    audit_head_seq: 0,
  });
});

test('where no fit pg_dump is, the error says what was found and what to install', async () => {
  const tools = { searchPath: '/usr/bin' };
  const id = uuidv7();
  await expect(make({ tools }, id)).rejects.toThrow(
    /PostgreSQL 18 or later are needed, .* found: .*Install the package postgresql-client-18, .*PG_TOOLS_DIR/,
  );
  expect(await database.db.read.backups.find(id)).toMatchObject({ status: 'failed', sha256: null });
  const summary = await database.db.read.backups.summary();
  expect(summary).toMatchObject({ last_status: 'failed', totals: { success: 1, failure: 1 } });
  expect(summary.last_size_bytes).toBeGreaterThan(10_000);

  const keeper = await createBuilders(database.db).aUser({ role: 'admin' });
  await createBuilders(database.db).aUser({ role: 'manager' });
  for (let repeat = 0; repeat < 2; repeat += 1) await tellBackupFailed(bench.deps, id);
  const told = await database.db.pool('notices').select('user_id', 'kind', 'data');
  expect(told.map(({ user_id, kind }) => [user_id, kind])).toEqual([[keeper.user_id, 'backup_failed']]);
  expect(told[0].data.reason).toContain('pg_dump');
});

test('a dump that breaks off in the middle leaves nothing behind', async () => {
  const id = uuidv7();
  const real = bench.deps.tools.toolsDir;
  const toolsDir = mkdtempSync(join(tmpdir(), 'proverka-tools-'));
  const script = `#!/bin/sh\n[ "$1" = --version ] && exec ${real}/pg_dump --version\n${real}/pg_dump "$@" | head -c 5000\nexit 3\n`;
  for (const name of ['pg_dump', 'pg_restore']) writeFileSync(join(toolsDir, name), script, { mode: 0o755 });
  await expect(make({ tools: { toolsDir, searchPath: '' } }, id)).rejects.toMatchObject({
    cause: { message: expect.stringContaining('pg_dump failed (3)') },
  });
  expect(await database.db.read.backups.find(id)).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('pg_dump failed (3)'),
  });
  expect((await bench.storage.list('backups/')).filter((name) => name.includes(id))).toEqual([]);
  rmSync(toolsDir, { recursive: true });
});

test('a role that may only read is enough', async () => {
  const url = new URL(bench.deps.databaseUrl);
  const name = `reader_${randomBytes(4).toString('hex')}`;
  const superuser = createPool({
    url: testParts().database.superuserUrl,
    maxConnections: 1,
    applicationName: 'test',
  });
  await superuser.raw(`create role ${name} login password 'a''b:c' in role pg_read_all_data`);
  Object.assign(url, { username: name, password: "a'b:c" });
  const made = await make({ databaseUrl: url.href });
  await superuser.raw(`drop role ${name}`);
  await superuser.destroy();
  expect(made?.row_counts['audit_log']).toBe(1);
});

test('old backups go with all their objects, and leave an entry each; the newest stays', async () => {
  const { db } = bench.deps;
  const before = await db.read.backups.good();
  expect(before.length).toBe(2);
  const keep = { daily: 0, weekly: 0, monthly: 0 };
  const removed = await pruneBackups({ ...bench.deps, keep }, () => undefined);
  expect(removed).toEqual([before[1]?.id]);
  expect((await bench.deps.store.list()).backups.map(({ id }) => id)).toEqual([before[0]?.id]);
  expect((await bench.storage.list('backups/')).length).toBe(3);
  const { items } = await db.read.auditLog.list(() => undefined, { action: ['backup.remove'] }, { limit: 9 });
  expect(items.map(({ entity_id, user_id }) => [entity_id, user_id])).toEqual([[before[1]?.id, null]]);
});
