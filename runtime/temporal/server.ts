import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SavedPorts } from '../ports';
import { inBackground } from '../process/background';
import { inOrder } from '../process/stopProcess';
import { ensureTemporalDatabases } from '../postgres/roles';
import { runCommand } from '../programs/command';
import { ensureProgram } from '../programs/ensure';
import type { ProgramPlaces } from '../programs/program';
import { temporalCli } from '../programs/temporalCli';
import { temporalServer, temporalSqlTool } from '../programs/temporalServer';
import type { SupervisedChild, Supervisor } from '../supervise';
import type { TemporalAddresses } from './addresses';
import { type ServerPorts, serverConfig } from './serverConfig';

export interface ServerSettings {
  runtimeDir: string;
  ports: SavedPorts;
  places: ProgramPlaces;
  superuserUrl: string;
  /** Of the database role `temporal`. */
  password: string;
}

const NAMESPACE = 'default';
const DYNAMIC_CONFIG = join(__dirname, '../../ops/temporal/dynamicConfig.yaml');
const SCHEMAS = { temporal: 'postgresql/v12/temporal', temporal_visibility: 'postgresql/v12/visibility' };
const commandTimeoutMs = 60_000;

/** The server of production over the embedded Postgres: its databases are made and brought up to date first. */
export async function startServer(
  supervisor: Supervisor,
  { runtimeDir, ports, places, superuserUrl, password }: ServerSettings,
): Promise<{ addresses: TemporalAddresses; child: SupervisedChild }> {
  const [server, sqlTool, cli] = await Promise.all(
    [temporalServer, temporalSqlTool, temporalCli].map((program) => ensureProgram(program, places)),
  ).then((found) => found.map(({ path }) => path) as [string, string, string]);
  const database = { port: Number(new URL(superuserUrl).port), user: 'temporal', password };
  await ensureTemporalDatabases(superuserUrl, password);
  await updateSchemas(sqlTool, database, places);

  const taken = await serverPorts(ports);
  const configDir = join(runtimeDir, 'temporal-server');
  mkdirSync(configDir, { recursive: true, mode: 0o700 });
  writeFileSync(join(configDir, 'embedded.yaml'), serverConfig(database, taken, DYNAMIC_CONFIG), {
    mode: 0o600,
  });
  const address = `127.0.0.1:${taken.frontend}`;
  const child = supervisor.add({
    part: 'temporal',
    ...inBackground(server, [
      ...['--root', '/', '--config', configDir, '--env', 'embedded', '--allow-no-auth'],
      'start',
    ]),
    way: inOrder,
    isReady: () => knowsNamespace(cli, address, places),
    readyWithinMs: 120_000,
  });
  await child.start();
  return { child, addresses: { address, metricsUrl: `http://127.0.0.1:${taken.metrics}/metrics` } };
}

async function updateSchemas(
  sqlTool: string,
  { port, user, password }: { port: number; user: string; password: string },
  { signal, env }: ProgramPlaces,
): Promise<void> {
  for (const [database, schema] of Object.entries(SCHEMAS)) {
    const run = (...args: string[]) =>
      runCommand(
        sqlTool,
        [
          ...['--plugin', 'postgres12', '--ep', '127.0.0.1', '--port', String(port)],
          ...['--user', user, '--db', database],
          ...args,
        ],
        { env: { ...env, SQL_PASSWORD: password }, ...(signal && { signal }), timeoutMs: commandTimeoutMs },
      );
    await run('setup-schema', '--version', '0.0');
    await run('update-schema', '--schema-name', schema);
  }
}

async function serverPorts(ports: SavedPorts): Promise<ServerPorts> {
  const take = (name: string) => ports.take(`temporal_${name}`);
  return {
    frontend: await ports.take('temporal'),
    http: await take('http'),
    metrics: await take('metrics'),
    history: await take('history'),
    matching: await take('matching'),
    worker: await take('worker'),
    membership: {
      frontend: await take('frontend_membership'),
      history: await take('history_membership'),
      matching: await take('matching_membership'),
      worker: await take('worker_membership'),
    },
  };
}

/** The development server has its namespace from the start; here it is made, and known some seconds later. */
async function knowsNamespace(cli: string, address: string, { env }: ProgramPlaces): Promise<boolean> {
  const ask = (...args: string[]) =>
    runCommand(cli, [...args, '--namespace', NAMESPACE, '--address', address], {
      env,
      timeoutMs: 10_000,
    }).then(
      () => true,
      () => false,
    );
  if (await ask('workflow', 'list', '--limit', '1')) return true;
  await ask('operator', 'namespace', 'create', '--retention', '72h');
  return false;
}
