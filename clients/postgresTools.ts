import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** pg_dump and pg_restore of one version. */
export interface PostgresTools {
  folder: string;
  version: string;
  major: number;
}

export interface ToolPlaces {
  /** Only there, when given. */
  toolsDir?: string;
  searchPath: string;
}

/** Where Debian's and Red Hat's packages put several versions beside one another. */
const PACKAGED = ['/usr/lib/postgresql', '/usr/local/lib/postgresql'];

/**
 * Those of the lowest version that is not older than the server: pg_dump refuses a younger server, and what it writes
 * can be read by a pg_restore of the same version or later.
 * @throws Error that says what was found and what to install.
 */
export async function findPostgresTools(
  { toolsDir, searchPath }: ToolPlaces,
  serverMajor: number,
): Promise<PostgresTools> {
  const folders = toolsDir ? [toolsDir] : [...searchPath.split(delimiter), ...packagedFolders()];
  const found = await Promise.all([...new Set(folders)].filter(Boolean).map(toolsIn));
  const tools = found.filter((one) => one !== undefined);
  const [fit] = tools.filter(({ major }) => major >= serverMajor).sort((a, b) => a.major - b.major);
  if (fit) return fit;
  const words = tools.map(({ folder, version }) => `${version} in ${folder}`);
  throw new Error(
    `pg_dump and pg_restore of PostgreSQL ${serverMajor} or later are needed, as the server is of ${serverMajor}; ` +
      `found: ${words.join(', ') || `none${toolsDir ? ` in ${toolsDir}` : ' on PATH'}`}. ` +
      `Install the package postgresql-client-${serverMajor}, or name the folder that holds them by PG_TOOLS_DIR`,
  );
}

function packagedFolders(): string[] {
  return PACKAGED.flatMap((parent) => {
    try {
      return readdirSync(parent).map((version) => join(parent, version, 'bin'));
    } catch {
      return [];
    }
  });
}

async function toolsIn(folder: string): Promise<PostgresTools | undefined> {
  try {
    for (const name of ['pg_dump', 'pg_restore']) accessSync(join(folder, name), constants.X_OK);
    const { stdout } = await run(join(folder, 'pg_dump'), ['--version'], { timeout: 10_000 });
    const version = /\(PostgreSQL\) ([\d.]+)/.exec(stdout)?.[1];
    return version === undefined ? undefined : { folder, version, major: Number.parseInt(version, 10) };
  } catch {
    return undefined;
  }
}

/**
 * The whole database as the exported snapshot shows it, compressed, in pg_dump's own format. The stream fails when
 * pg_dump does, and ends only after it has said that all is well.
 */
export async function* dumpDatabase(
  { folder }: PostgresTools,
  { url, snapshot, signal }: { url: string; snapshot: string; signal?: AbortSignal },
): AsyncGenerator<Buffer> {
  const { address, env } = withoutPassword(url);
  const child = spawn(
    join(folder, 'pg_dump'),
    [
      ...['--format=custom', '--compress=gzip:6', `--snapshot=${snapshot}`, '--lock-wait-timeout=60s'],
      ...['--no-password', `--dbname=${address}`],
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'], ...(signal && { signal }) },
  );
  const ended = endOf('pg_dump', child, child.stderr);
  ended.catch(() => undefined);
  try {
    yield* child.stdout as AsyncIterable<Buffer>;
    await ended;
  } finally {
    child.kill('SIGKILL');
  }
}

/** Puts a dump into an empty database: all of it, or nothing. Owners and grants are those of the connection. */
export async function restoreDump(
  { folder }: PostgresTools,
  url: string,
  dump: AsyncIterable<Buffer>,
): Promise<void> {
  const { address, env } = withoutPassword(url);
  const child = spawn(
    join(folder, 'pg_restore'),
    ['--single-transaction', '--no-owner', '--no-privileges', '--no-password', `--dbname=${address}`],
    { env, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  const ended = endOf('pg_restore', child, child.stderr);
  try {
    // Its own words say more than that it listens no longer.
    await Promise.all([pipeline(dump, child.stdin).catch(unlessClosed), ended]);
  } catch (error) {
    child.kill('SIGKILL');
    await ended.catch(() => undefined);
    throw error;
  }
}

function unlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}

/** A password on the command line could be read by every user of the machine. */
function withoutPassword(url: string): { address: string; env: NodeJS.ProcessEnv } {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  // What node-postgres calls so encrypts without verifying, as libpq's `require` does.
  if (address.searchParams.get('sslmode') === 'no-verify') address.searchParams.set('sslmode', 'require');
  return { address: address.href, env: { PGPASSWORD: password, PGAPPNAME: 'proverka-backup', LC_ALL: 'C' } };
}

const MOST_WORDS = 2_000;

function endOf(name: string, child: ReturnType<typeof spawn>, stderr: Readable): Promise<void> {
  let words = '';
  stderr.on('data', (chunk: Buffer) => {
    words = (words + String(chunk)).slice(-MOST_WORDS);
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => {
      if (code === 0) done();
      else fail(new Error(`${name} failed (${signal ?? code}): ${words.trim() || 'it said nothing'}`));
    });
  });
}
