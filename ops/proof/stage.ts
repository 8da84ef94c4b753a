import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probe } from '../../runtime/httpProbe';
import { addLocalBitrix } from '../../runtime/bitrix';
import { productEnvironment } from '../../runtime/environment';
import { runtimeOptions } from '../../runtime/options';
import { startParts } from '../../runtime/parts';
import { ensurePostgresTools } from '../../runtime/programs/postgresTools';
import { type Product, addApi, addBot, addProcess, runToEnd } from '../../runtime/product';
import type { SupervisedChild, Supervisor } from '../../runtime/supervise';
import { type StandInForTelegram, standInForTelegram } from './telegram';

export type Part = Pick<SupervisedChild, 'start' | 'stop' | 'pid'>;

export interface Stage {
  url: string;
  runtimeDir: string;
  supervisor: Supervisor;
  telegram: StandInForTelegram;
  /** `host:port` of what is scraped, by the job of prometheus.yml. */
  targets: Record<string, string[]>;
  port(name: string): Promise<number>;
  parts: Record<
    'api' | 'checks' | 'reports' | 'integrations' | 'bot' | 'bitrix' | 'postgres' | 'temporal' | 's3',
    Part
  >;
  /** Of the owner of the tables. */
  adminUrl: string;
  temporalAddress: string;
  /** Runs a command of the product to its end. */
  run(command: string): Promise<void>;
  stop(): Promise<void>;
}

const WORKERS = ['checks', 'reports', 'integrations'] as const;
const QUEUES = { checks: 'checks,backup', reports: 'reports', integrations: 'telegram,bitrix' };

/** The product as docker-compose.yml runs it, in a temporary folder, with its demo plant. */
export async function startStage(
  root: string,
  source: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<Stage> {
  const runtimeDir = mkdtempSync(join(tmpdir(), 'proverka-proof-'));
  chmodSync(runtimeDir, 0o711); // root lends Postgres an account that has to pass
  const telegram = await standInForTelegram();
  const { PATH, HOME, XDG_CACHE_HOME, TEMPORAL_SERVER } = source;
  const given = {
    ...{ PATH, HOME, XDG_CACHE_HOME, TEMPORAL_SERVER, RUNTIME_DIR: runtimeDir },
    ...{ LOGIN_RATE_LIMIT: 'off', API_RATE_LIMIT: 'off', ADMIN_PASSWORD: 'correct horse battery' },
    ...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root },
    ...{ TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: telegram.webhookSecret },
  };
  const places = runtimeOptions(root, { ...given, PUBLIC_URL: 'http://127.0.0.1' });
  const parts = await startParts({
    ...{ runtimeDir, cacheDir: places.cacheDir, env: given, say, temporary: true },
    temporalServer: places.config.temporal.server,
  });
  const { supervisor, ports, temporal, s3, database } = parts;
  try {
    if (!temporal || !s3 || !database)
      throw new Error('Postgres, Temporal and S3 are embedded here: leave out their addresses');
    const PG_TOOLS_DIR = await ensurePostgresTools({ cacheDir: places.cacheDir, env: given, say });
    const PORT = String(await ports.take('api'));
    const env = { ...given, PG_TOOLS_DIR, PORT, PUBLIC_URL: `http://127.0.0.1:${PORT}` };
    const options = runtimeOptions(root, env);
    const plain = { root, runtimeDir, supervisor, env: productEnvironment(options, parts, env) };
    const bitrix = await addLocalBitrix(plain, options.config, parts);
    if (!bitrix) throw new Error('There is no stand-in for Bitrix24 in this build');
    const product: Product = { ...plain, env: { ...plain.env, ...bitrix.variables } };
    await runToEnd(product, 'migrate', 'db/migrate.js');
    const [checks, reports, integrations, bot] = (await Promise.all(
      [...WORKERS, 'bot'].map((name) => ports.take(`${name}_metrics`)),
    )) as [number, number, number, number];
    const processes = {
      api: addApi(product, options.config),
      checks: addWorkerOf(product, 'checks', checks),
      reports: addWorkerOf(product, 'reports', reports),
      integrations: addWorkerOf(product, 'integrations', integrations),
      bot: addBot(product, bot),
      bitrix: bitrix.child,
    };
    const children = Object.values(processes);
    await Promise.all(children.map((child) => child.start()));
    await runToEnd(product, 'demo-seed', 'runtime/demo/seed.js');
    const local = (port: number) => `127.0.0.1:${port}`;
    return {
      ...{ runtimeDir, supervisor, telegram, url: env.PUBLIC_URL },
      parts: { ...processes, postgres: database, temporal, s3 },
      ...{ adminUrl: database.adminUrl, temporalAddress: temporal.address },
      port: (name) => ports.take(name),
      targets: {
        'proverka-api': [`127.0.0.1:${PORT}`],
        'proverka-worker': [checks, reports, integrations].map(local),
        'proverka-bot': [local(bot)],
        temporal: [new URL(temporal.metricsUrl).host],
      },
      run: (command) => runToEnd(product, command, `ops/${command}.js`),
      async stop() {
        await Promise.all(children.map((child) => child.stop()));
        await parts.stop();
        await telegram.stop();
      },
    };
  } catch (error) {
    await parts.stop();
    await telegram.stop();
    throw error;
  }
}

function addWorkerOf(product: Product, name: (typeof WORKERS)[number], port: number): SupervisedChild {
  const env = { ...product.env, WORKER_METRICS_PORT: String(port) };
  const isReady = async () => {
    const metrics = await probe(`http://127.0.0.1:${port}/metrics`);
    return metrics?.includes('temporal_num_pollers') ?? false;
  };
  return addProcess(product, `worker-${name}`, 'worker/main.js', ['--queues', QUEUES[name]], env, isReady);
}
