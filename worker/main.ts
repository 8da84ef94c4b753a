import { setPriority } from 'node:os';
import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { type Database, createDatabase } from '../db/database';
import { poolState } from '../db/poolState';
import { type Config, loadConfig } from '../platform/config';
import { createLogger } from '../platform/logger';
import { exposePool } from '../platform/metrics/poolMetrics';
import { createRegistry } from '../platform/metrics/registry';
import { onShutdown } from '../platform/shutdown';
import { startAuditWatch } from './auditWatch';
import { backupPart } from './backupPart';
import { bitrixPart } from './bitrixPart';
import { checksPart } from './checksPart';
import { freePort, serveWorkerMetrics } from './metrics';
import type { WorkerPart } from './part';
import { reportsPart } from './reportsPart';
import { telegramPart } from './telegramPart';
import { installRuntime } from './runtime';
import { type Tally, createTally } from './tally';

const HELP = `npm run worker [-- --queues checks,reports,telegram,bitrix,backup]
Runs workers: checks (processes and the outbox dispatcher), reports (LibreOffice), telegram (notices by the bot), bitrix (tasks of corrective actions) and backup (nightly copies of the database). All queues when none is named.`;

const QUEUES = ['checks', 'reports', 'telegram', 'bitrix', 'backup'] as const;
type Queue = (typeof QUEUES)[number];

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  giveWay();
  const queues = queuesNamed(process.argv);
  const config = loadConfig(['database', 'temporal', 's3', 'auth']);
  const logger = createLogger(`worker-${queues.join('-')}`, config.logLevel);
  const { workerPort } = config.metrics;
  const sdkPort = workerPort && (await freePort());
  installRuntime(logger, sdkPort);

  const db = createDatabase({
    url: config.database.url,
    maxConnections: 20,
    applicationName: `proverka-worker-${queues.join('-')}`,
    tellsByMail: config.mail !== undefined,
    tellsByTelegram: config.telegram !== undefined,
  });
  const registry = createRegistry(config.metrics);
  exposePool(registry, () => poolState(db.pool));
  const stopMetrics =
    workerPort && sdkPort
      ? await serveWorkerMetrics({ ...config.metrics, workerPort }, registry, sdkPort)
      : undefined;
  const connection = await connected(config, logger);
  const tally = createTally(registry);
  const parts: WorkerPart[] = [];
  if (queues.includes('checks')) parts.push(await checksPart(config, db, connection, logger, tally));
  if (queues.includes('reports')) parts.push(await reportsPart(config, db, connection, logger, tally));
  if (queues.includes('telegram'))
    parts.push(...(await telegramParts(config, db, connection, logger, tally)));

  if (queues.includes('bitrix')) parts.push(...(await bitrixParts(config, db, connection, logger, tally)));

  if (queues.includes('backup')) parts.push(...(await backupParts(config, db, connection, logger)));

  const running = Promise.all(parts.map(({ worker }) => worker.run()));
  const stopAuditWatch = queues.includes('checks') ? startAuditWatch({ db, registry, logger }) : undefined;
  onShutdown(logger, [
    ['audit watch', () => stopAuditWatch?.()],
    ['workers', () => Promise.all(parts.map((part) => part.stop())).then(() => running)],
    ['Temporal', () => connection.close()],
    ['database', () => db.close()],
    ['metrics', () => stopMetrics?.()],
  ]);
  logger.info({ queues }, 'working');
  await running;
}

/** None where there is no bot: the queue then stays empty. */
async function telegramParts(
  { telegram, temporal, workerBuild }: Config,
  db: Database,
  connection: NativeConnection,
  logger: Logger,
  tally: Tally,
): Promise<WorkerPart[]> {
  if (telegram) {
    const { namespace } = temporal;
    const build = workerBuild && { build: workerBuild };
    return [await telegramPart({ connection, namespace, ...build, db, telegram, tally })];
  }
  logger.info('no TELEGRAM_BOT_TOKEN: nobody is told by Telegram');
  return [];
}

/** None where Bitrix24 is off. */
async function bitrixParts(
  config: Config,
  db: Database,
  connection: NativeConnection,
  logger: Logger,
  tally: Tally,
): Promise<WorkerPart[]> {
  if (config.bitrix) return [await bitrixPart(config, config.bitrix, db, connection, tally)];
  logger.info('no BITRIX_WEBHOOK_URL: corrective actions have no counterpart in Bitrix24');
  return [];
}

/** None where nothing says from where to copy. */
async function backupParts(
  config: Config,
  db: Database,
  connection: NativeConnection,
  logger: Logger,
): Promise<WorkerPart[]> {
  if (config.backup.databaseUrl) return [await backupPart(config, db, connection)];
  logger.warn('neither BACKUP_DATABASE_URL nor DATABASE_ADMIN_URL: this worker makes no backups');
  return [];
}

const NICENESS = 5;

/** To the API and the database where all share a machine: answers come first, processes hear of them a little later. */
function giveWay(): void {
  setPriority(NICENESS);
}

function queuesNamed(argv: readonly string[]): Queue[] {
  const at = argv.indexOf('--queues');
  if (at < 0) return [...QUEUES];
  const named = (argv[at + 1] ?? '').split(',');
  const unknown = named.filter((name) => !(QUEUES as readonly string[]).includes(name));
  if (unknown.length > 0)
    throw new Error(`Unknown queue: ${unknown.join(', ')}. There are: ${QUEUES.join(', ')}`);
  return named as Queue[];
}

async function connected({ temporal }: Config, logger: Logger): Promise<NativeConnection> {
  for (;;) {
    try {
      return await NativeConnection.connect({ address: temporal.address });
    } catch (error) {
      logger.warn({ err: error, address: temporal.address }, 'Temporal does not answer; trying again');
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
