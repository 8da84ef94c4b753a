import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, asAccount, ownerIds } from './account';
import type { PostgresBinaries } from './binaries';

const run = promisify(execFile);

/** Makes the data folder of a new cluster; an existing one stays as it is. */
export async function ensureCluster(
  dataDir: string,
  binaries: PostgresBinaries,
  account: Account,
  superuserPassword: string,
): Promise<void> {
  if (existsSync(join(dataDir, 'PG_VERSION'))) return;
  // Made beside and renamed: a start killed in the middle leaves no half cluster under the name.
  const fresh = `${dataDir}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const passwordFile = `${dataDir}.password`;
  ownFolder(fresh);
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  ownFile(passwordFile);
  try {
    const { command, args, ...ids } = asAccount(account, binaries.initdb, [
      `--pgdata=${fresh}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Built into Postgres: the order of words does not depend on the machine.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ]);
    await run(command, args, { ...ids, cwd: '/' });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(`PostgreSQL could not make its data folder ${dataDir}: ${stderr || message}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, dataDir);
}

function ownFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  ownFile(folder);
}

function ownFile(path: string): void {
  const ids = ownerIds();
  if (ids) chownSync(path, ids.uid, ids.gid);
}
