import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { isAlive } from '../../runtime/process/identity';
import { aFolder, aScript, childrenOf, clearRuntimes, someParts, until } from './anyRuntime';

afterEach(clearRuntimes);

const starting = (runtimeDir: string) => `
  const { startParts } = require('./runtime/parts.ts');
  const { cacheDirOf } = require('./runtime/options.ts');
  const options = { runtimeDir: ${JSON.stringify(runtimeDir)}, cacheDir: cacheDirOf(process.env), env: process.env };
  startParts({ ...options, only: ['database', 's3'] }).then((parts) => {
    console.log('ready ' + parts.database.adminUrl);
    setInterval(() => {}, 1000);
  });
`;

test('when the run is killed, its guard stops the parts', async () => {
  const run = aScript(starting(aFolder()));
  await run.line(/^ready/);
  const pids = childrenOf(run.pid).map(({ pid }) => pid);
  expect(pids.length).toBeGreaterThanOrEqual(3);

  process.kill(run.pid, 'SIGKILL');
  await until(() => !pids.some(isAlive));
});

test('when the guard is killed with the run, the next start takes the folder over and loses no row', async () => {
  const folder = aFolder();
  const { url, pids } = await killedRun(folder);
  expect(pids.every(isAlive)).toBe(true);

  const said: string[] = [];
  const { database } = await someParts(folder, ['database', 's3'], said);

  expect(pids.some(isAlive)).toBe(false);
  expect(said).toContain('stopped what an interrupted run had left: postgres, s3');
  expect(database?.adminUrl).toBe(url);
  expect(await rows(url)).toEqual([{ n: 1 }]);
});

test('a Postgres left without any record is found by its own data folder', async () => {
  const folder = aFolder();
  const { url, pids } = await killedRun(folder);
  const recorded = JSON.parse(readFileSync(join(folder, 'pids.json'), 'utf8')) as {
    part: string;
    pid: number;
  }[];
  process.kill(recorded.find(({ part }) => part === 's3')?.pid ?? 0, 'SIGKILL');
  rmSync(join(folder, 'pids.json'));

  await someParts(folder, ['database']);
  expect(pids.some(isAlive)).toBe(false);
  expect(await rows(url)).toEqual([{ n: 1 }]);
});

/** Leaves running parts that nobody watches, with one committed row. */
async function killedRun(folder: string): Promise<{ url: string; pids: number[] }> {
  const run = aScript(starting(folder));
  const url = (await run.line(/^ready/)).slice('ready '.length);
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // the leftover server will end it
  await client.connect();
  await client.query('create table answers (n integer)');
  await client.query('insert into answers values (1)');
  const children = childrenOf(run.pid);
  const guard = children.find(({ command }) => command.includes('proverka-guard'));
  process.kill(guard?.pid ?? 0, 'SIGKILL');
  process.kill(run.pid, 'SIGKILL');
  await run.ended;
  const recorded = JSON.parse(readFileSync(join(folder, 'pids.json'), 'utf8')) as { pid: number }[];
  return { url, pids: recorded.map(({ pid }) => pid) };
}

async function rows(url: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query('select n from answers')).rows;
  } finally {
    await client.end();
  }
}
