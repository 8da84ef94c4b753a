import { join } from 'node:path';
import { Client } from 'pg';
import type { SavedPorts } from '../ports';
import type { Secrets } from '../secrets';
import type { SupervisedChild, Supervisor } from '../supervise';
import { asAccount, postgresAccount } from './account';
import { postgresBinaries } from './binaries';
import { ensureCluster } from './cluster';
import { postgresStop, stopLeftoverPostgres } from './leftover';
import { openBinaries } from './openBinaries';
import { ensureRoles } from './roles';

export interface DatabaseAddresses {
  /** Owner of the tables, for migrations. */
  adminUrl: string;
  appUrl: string;
  superuserUrl: string;
}

export interface PostgresSettings {
  runtimeDir: string;
  ports: SavedPorts;
  secrets: Secrets;
  /** false: faster, and the data may be lost when the machine (not the process) dies. For tests. */
  durable: boolean;
}

export async function startPostgres(
  supervisor: Supervisor,
  { runtimeDir, ports, secrets, durable }: PostgresSettings,
): Promise<{ addresses: DatabaseAddresses; child: SupervisedChild }> {
  const dataDir = join(runtimeDir, 'postgres');
  const binaries = await openBinaries(postgresBinaries());
  const account = postgresAccount(runtimeDir);
  await stopLeftoverPostgres(dataDir);
  await ensureCluster(dataDir, binaries, account, secrets.postgres_superuser);
  const port = await ports.take('postgres');
  const url = (user: string, password: string, database: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const superuserUrl = url('postgres', secrets.postgres_superuser, 'postgres');
  const settings = flags({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Temporal's own server may stand on it too, with a pool for each of its services.
    max_connections: '300',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: 'on',
    // Fewer checkpoints, each of which makes every page be written whole once more.
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    // New tables get their statistics soon; disks of today seek for free; plans of ours are too short to be compiled.
    autovacuum_naptime: '15s',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
  });
  const child = supervisor.add({
    part: 'postgres',
    ...asAccount(account, binaries.postgres, ['-D', dataDir, '-p', String(port), ...settings]),
    cwd: '/',
    way: postgresStop,
    isReady: () => answers(superuserUrl),
    readyWithinMs: 120_000, // it may have to recover first
  });
  await child.start();
  await ensureRoles(superuserUrl, { owner: secrets.postgres_owner, app: secrets.postgres_app });
  return {
    child,
    addresses: {
      superuserUrl,
      adminUrl: url('proverka', secrets.postgres_owner, 'proverka'),
      appUrl: url('proverka_app', secrets.postgres_app, 'proverka'),
    },
  };
}

function flags(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') throw wrongPassword();
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function wrongPassword(): Error {
  return new Error(
    'the passwords in RUNTIME_DIR/secrets.json are not those of RUNTIME_DIR/postgres: restore the file, ' +
      'or delete RUNTIME_DIR to begin with empty data',
  );
}
