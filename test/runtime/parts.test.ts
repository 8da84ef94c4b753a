import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { isAlive } from '../../runtime/process/identity';
import { testParts } from '../support/parts';
import { aFolder, clearRuntimes, someParts, until } from './anyRuntime';

afterEach(clearRuntimes);

const temporal = (address: string | undefined, ...args: string[]) =>
  execFileSync(testParts().temporalProgram, [...args, '--address', String(address)], {
    encoding: 'utf8',
    stdio: 'pipe',
  });

test('a killed Temporal is started again alone, on the same port and with its workflows', async () => {
  const said: string[] = [];
  const parts = await someParts(aFolder(), ['temporal', 's3'], said);
  const { address, pid } = parts.temporal ?? fail();
  const s3Pid = parts.s3?.pid();
  temporal(address, 'workflow', 'start', '--type', 'any', '--task-queue', 'any', '--workflow-id', 'kept');

  const killed = pid() as number;
  process.kill(killed, 'SIGKILL');
  await until(() => said.some((line) => line.includes('is back')));

  expect(pid()).not.toBe(killed);
  expect(parts.s3?.pid()).toBe(s3Pid);
  expect(temporal(address, 'workflow', 'describe', '--workflow-id', 'kept')).toContain('kept');
  expect(said).toEqual([
    expect.stringMatching(/^temporal ended \(SIGKILL\); starting it again.*temporal\.log$/),
    'temporal is back',
  ]);
});

test('a part is stopped and started again by hand on the same port', async () => {
  const { temporal: part } = await someParts(aFolder(), ['temporal']);
  const { address, start, stop } = part ?? fail();
  await stop();
  expect(() => temporal(address, 'operator', 'cluster', 'health')).toThrow();
  await start();
  expect(temporal(address, 'operator', 'cluster', 'health')).toContain('SERVING');
});

test('a stop leaves no process, and a start after it finds ports, passwords and rows as they were', async () => {
  const folder = aFolder();
  const first = await someParts(folder, ['database', 'temporal', 's3']);
  await query(first.database?.adminUrl, `create table kept as select 'row' as name`);
  const pids = [first.database, first.temporal, first.s3].map((part) => part?.pid() as number);
  await first.stop();
  expect(pids.filter(isAlive)).toEqual([]);
  expect(existsSync(join(folder, 'lock'))).toBe(false);

  const second = await someParts(folder, ['database']);
  expect(second.database?.adminUrl).toBe(first.database?.adminUrl);
  expect(await query(second.database?.adminUrl, 'select name from kept')).toEqual([{ name: 'row' }]);
});

test('the application connects by a role that owns nothing; passwords are readable by their owner alone', async () => {
  const folder = aFolder();
  const { database } = await someParts(folder, ['database']);
  const [role] = await query(
    database?.appUrl,
    'select rolname, rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
  );
  expect(role).toEqual({
    rolname: 'proverka_app',
    rolsuper: false,
    rolcreaterole: false,
    rolcreatedb: false,
  });
  await expect(query(database?.appUrl, 'create table mine ()')).rejects.toThrow(/permission denied/);
  const [settings] = await query(
    database?.appUrl,
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
  );
  expect(settings).toEqual({ fsync: 'on', commit: 'on' });
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('a second start in the same folder is refused and says who runs', async () => {
  const folder = aFolder();
  await someParts(folder, ['s3']);
  await expect(someParts(folder, ['s3'])).rejects.toThrow(
    new RegExp(`already runs in .*process ${process.pid}.*RUNTIME_DIR=`),
  );
});

test('what cannot start says the end of its log, and the others do not stay behind', async () => {
  const folder = aFolder();
  const { stop } = await someParts(folder, ['s3']);
  await stop();
  const broken = someParts(join(folder, 's3', 'x'.repeat(300)), ['s3']);
  await expect(broken).rejects.toThrow(/ENAMETOOLONG/);
  expect(JSON.parse(readFileSync(join(folder, 'pids.json'), 'utf8'))).toEqual([]);
});

async function query(url: string | undefined, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function fail(): never {
  throw new Error('the part did not start');
}
