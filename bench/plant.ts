import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { Client } from 'pg';
import { createDatabase } from '../db/database';
import { runtimeOptions } from '../runtime/options';
import { productEnvironment } from '../runtime/environment';
import { startParts } from '../runtime/parts';
import { runToEnd } from '../runtime/product';
import { type People, settlePeople } from './people';
import type { BenchOptions } from './options';
import { addProcess, isApiReady, isWorkerReady } from './product';
import type { PidsByPart } from './processes';
import { cpuSeconds } from './processes';

export interface Plant extends People {
  apiPort: number;
  /** The API of the other build, where one is compared. */
  otherPort?: number;
  databaseUrl: string;
  /** As the owner of the tables. */
  asOwner(statement: string): Promise<void>;
  rows: Knex;
  pids(): PidsByPart;
  startSeconds: Record<string, number>;
  /** Until the outbox is empty and the workers have nothing left to do. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

/** The whole product in a temporary folder: real parts with durable settings, real processes, people signed in. */
export async function startPlant(options: BenchOptions, say: (line: string) => void): Promise<Plant> {
  const runtimeDir = mkdtempSync(join(tmpdir(), 'proverka-bench-'));
  chmodSync(runtimeDir, 0o711); // root lends Postgres an account that has to pass
  const startSeconds: Record<string, number> = {};
  const timed = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const beganAt = performance.now();
    const result = await work;
    startSeconds[name] = (performance.now() - beganAt) / 1000;
    return result;
  };

  const given = {
    LOGIN_RATE_LIMIT: 'off',
    API_RATE_LIMIT: process.env.API_RATE_LIMIT ?? 'off',
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    XDG_CACHE_HOME: process.env.XDG_CACHE_HOME,
    TEMPORAL_SERVER: process.env.TEMPORAL_SERVER,
  };
  const env = {
    ...given,
    NODE_ENV: 'production',
    RUNTIME_DIR: runtimeDir,
    ADMIN_PASSWORD: 'correct horse battery',
  };
  const runtime = runtimeOptions(options.root, env);
  const { cacheDir } = runtime;
  const temporalServer = runtime.config.temporal.server;
  const parts = await timed(
    'Postgres, Temporal, S3 (new)',
    startParts({ runtimeDir, cacheDir, env, say, temporary: true, temporalServer }),
  );
  const { supervisor, ports, database } = parts;
  if (!database) throw new Error('The database was not started');
  const apiPort = await ports.take('api');
  const address = { PORT: String(apiPort), PUBLIC_URL: `http://127.0.0.1:${apiPort}` };
  const product = { ...productEnvironment(runtime, parts, env), ...address };
  await timed(
    'schema',
    runToEnd({ root: options.root, runtimeDir, env: product, supervisor }, 'migrate', 'db/migrate.js'),
  );

  const { root, profile } = options;
  const common = { supervisor, root, ...(profile && { profile }) };
  const api = (name: string, port: number, from: string) =>
    addProcess({
      ...common,
      name,
      root: from,
      args: ['api/main.js'],
      env: { ...product, PORT: String(port) },
      isReady: () => isApiReady(port),
    });
  const worker = (queue: string, metricsPort: number, name = `worker-${queue}`) =>
    addProcess({
      ...common,
      name,
      args: ['worker/main.js', '--queues', queue],
      env: { ...product, WORKER_METRICS_PORT: String(metricsPort) },
      isReady: () => isWorkerReady(metricsPort),
    });
  const processes = {
    api: api('api', apiPort, root),
    checks: worker('checks', await ports.take('checks_metrics')),
    reports: worker('reports', await ports.take('reports_metrics')),
  };
  const others = await Promise.all(
    Array.from({ length: options.workers - 1 }, async (_, index) =>
      worker('checks', await ports.take(`checks_metrics_${index + 2}`), `worker-checks-${index + 2}`),
    ),
  );
  await timed('API', processes.api.start());
  await timed('checks worker', processes.checks.start());
  await timed('reports worker', processes.reports.start());
  await Promise.all(others.map((child) => child.start()));
  const otherPort = options.against ? await ports.take('other') : undefined;
  const other = options.against && otherPort ? api('other', otherPort, options.against) : undefined;
  await other?.start();

  const db = createDatabase({ url: database.appUrl, maxConnections: 4, applicationName: 'proverka-bench' });
  const pids = (): PidsByPart =>
    new Map([
      ['Postgres', database.pid()],
      ['Temporal', parts.temporal?.pid()],
      ['S3', parts.s3?.pid()],
      ['API', processes.api.pid()],
      ...(other ? [['other API', other.pid()] as const] : []),
      ['checks worker', processes.checks.pid()],
      ...others.map((child, index) => [`checks worker ${index + 2}`, child.pid()] as const),
      ['reports worker', processes.reports.pid()],
    ]);
  return {
    apiPort,
    ...(otherPort && { otherPort }),
    databaseUrl: database.appUrl,
    asOwner: (statement) => asOwner(database.adminUrl, statement),
    rows: db.pool,
    pids,
    startSeconds,
    quiet: () => quiet(db.pool, pids),
    ...(await settlePeople(db, apiPort, options.clients)),
    async stop() {
      await db.close();
      await Promise.all(
        [...Object.values(processes), ...others, ...(other ? [other] : [])].map((child) => child.stop()),
      );
      await parts.stop();
    },
  };
}

const CALM_SHARE = 0.15;

async function quiet(rows: Knex, pids: () => PidsByPart): Promise<void> {
  for (;;) {
    const waiting = await rows('outbox').count('* as n').first();
    const before = cpuSeconds(pids());
    await delay(1_000);
    const after = cpuSeconds(pids());
    const used = [...after]
      .filter(([part]) => part === 'Temporal' || part.startsWith('checks worker'))
      .map(([part, seconds]) => seconds - (before.get(part) ?? 0));
    if (Number(waiting?.n) === 0 && used.every((seconds) => seconds < CALM_SHARE)) return;
  }
}

async function asOwner(adminUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}
