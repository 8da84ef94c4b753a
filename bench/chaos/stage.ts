import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStorage } from '../../clients/storage';
import { type TemporalClient, createTemporalClient } from '../../clients/temporal';
import { type Database, createDatabase } from '../../db/database';
import { productEnvironment } from '../../runtime/environment';
import { runtimeOptions } from '../../runtime/options';
import { ensurePostgresTools } from '../../runtime/programs/postgresTools';
import { startParts } from '../../runtime/parts';
import { runToEnd } from '../../runtime/product';
import type { SupervisedChild } from '../../runtime/supervise';
import { createUser } from '../../services/auth/createUser';
import { addProcess, isApiReady, isWorkerReady } from '../product';
import { createCaller } from './caller';
import { type Cast, templatesFor } from './lives';

export type PartName = 'api' | 'checks worker' | 'reports worker' | 'temporal' | 'postgres';

/** What can be killed, and with which signal. */
export interface Killable extends Pick<SupervisedChild, 'pid' | 'start' | 'stop'> {
  signal: NodeJS.Signals;
}

export interface Stage {
  parts: Record<PartName, Killable>;
  cast: Cast;
  db: Database;
  temporal: TemporalClient;
  readObject(key: string): Promise<Buffer>;
  stop(): Promise<void>;
}

const PASSWORD = 'correct horse battery';
const EXECUTORS = 6;

/** The whole product in a temporary folder, as real processes on real parts with durable settings, and people signed in. */
export async function setStage(root: string, say: (line: string) => void): Promise<Stage> {
  const runtimeDir = mkdtempSync(join(tmpdir(), 'proverka-chaos-'));
  chmodSync(runtimeDir, 0o711); // root lends Postgres an account that has to pass
  const { PATH, HOME, XDG_CACHE_HOME, TEMPORAL_SERVER } = process.env;
  const env = {
    ...{ PATH, HOME, XDG_CACHE_HOME, TEMPORAL_SERVER, RUNTIME_DIR: runtimeDir },
    ...{ NODE_ENV: 'production', ADMIN_PASSWORD: PASSWORD, LOG_LEVEL: 'warn' },
    ...{ API_RATE_LIMIT: 'off', LOGIN_RATE_LIMIT: 'off' },
  };
  const runtime = runtimeOptions(root, env);
  const { cacheDir, config } = runtime;
  const temporalServer = config.temporal.server;
  const parts = await startParts({ runtimeDir, cacheDir, env, say, temporary: true, temporalServer });
  const { database, temporal, s3, supervisor, ports } = parts;
  if (!database || !temporal || !s3) throw new Error('A part is missing');
  const port = await ports.take('api');
  const url = `http://127.0.0.1:${port}`;
  const PG_TOOLS_DIR = await ensurePostgresTools({ cacheDir, env, say });
  const product = {
    ...productEnvironment(runtime, parts, env),
    ...{ PORT: String(port), PUBLIC_URL: url, PG_TOOLS_DIR },
  };
  await runToEnd({ root, runtimeDir, env: product, supervisor }, 'migrate', 'db/migrate.js');

  const common = { supervisor, root };
  const worker = (queue: string, metricsPort: number, also = '') =>
    addProcess({
      ...common,
      name: `worker-${queue}`,
      args: ['worker/main.js', '--queues', queue + also],
      env: { ...product, WORKER_METRICS_PORT: String(metricsPort) },
      isReady: () => isWorkerReady(metricsPort),
    });
  const api = addProcess({
    ...common,
    name: 'api',
    args: ['api/main.js'],
    env: product,
    isReady: () => isApiReady(port),
  });
  const checks = worker('checks', await ports.take('checks_metrics'), ',backup');
  const reports = worker('reports', await ports.take('reports_metrics'));
  await api.start();
  await Promise.all([checks.start(), reports.start()]);

  const db = createDatabase({ url: database.appUrl, maxConnections: 4, applicationName: 'proverka-chaos' });
  const client = createTemporalClient({ address: temporal.address, namespace: 'default' });
  const storage = createStorage({ ...s3, bucket: runtime.config.s3.bucket, publicEndpoint: url });
  return {
    parts: {
      api: { ...api, signal: 'SIGKILL' },
      'checks worker': { ...checks, signal: 'SIGKILL' },
      'reports worker': { ...reports, signal: 'SIGKILL' },
      temporal: { ...temporal, signal: 'SIGKILL' },
      // An immediate stop: backends end where they stand, and the next start recovers from the log.
      postgres: { ...database, signal: 'SIGQUIT' },
    },
    cast: await gather(db, url),
    db,
    temporal: client,
    readObject: (key) => storage.get(key),
    async stop() {
      await Promise.all([db.close(), client.close()]);
      await Promise.all([api.stop(), checks.stop(), reports.stop()]);
      await parts.stop();
    },
  };
}

async function gather(db: Database, url: string): Promise<Cast> {
  const person = (username: string, role: string, supervisor_id?: string) =>
    createUser(
      { db },
      { username, full_name: username, password: PASSWORD, role, ...(supervisor_id && { supervisor_id }) },
    );
  const managerId = await person('manager', 'manager');
  const names = Array.from({ length: EXECUTORS }, (_, n) => `executor-${n}`);
  const executorIds: string[] = [];
  for (const name of names) executorIds.push(await person(name, 'executor', managerId));
  const caller = (username: string) => createCaller(url, username, PASSWORD);
  const manager = caller('manager');
  const template = async (body: object) => {
    const reply = await manager({ method: 'POST', path: '/templates/', body });
    if (reply.status !== 201) throw new Error(`A template was not made: ${JSON.stringify(reply)}`);
    return reply.body.id as string;
  };
  const { plain, reviewed, missable } = templatesFor(['JSON']);
  return {
    manager,
    executors: names.map(caller),
    executorIds,
    templates: {
      plain: await template(plain),
      reviewed: await template(reviewed),
      missable: await template(missable),
    },
  };
}
