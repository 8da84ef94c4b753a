import { createSecretKey } from 'node:crypto';
import { createAnchors } from '../clients/anchors';
import { createStorage } from '../clients/storage';
import { createBotApi } from '../clients/telegram/botApi';
import { createTurn } from '../clients/telegram/turn';
import { createTemporalClient } from '../clients/temporal';
import { createDatabase } from '../db/database';
import { poolState } from '../db/poolState';
import { listen } from '../db/listen';
import { TELEGRAM_CHANNEL } from '../db/repositories/telegramUpdates';
import { createSessionLocks } from '../db/sessionLocks';
import { createTemplateVersions } from '../db/templateVersions';
import { type Config, type TelegramConfig, loadConfig } from '../platform/config';
import { createLogger } from '../platform/logger';
import { exposeAnswers } from '../platform/metrics/answerMetrics';
import { exposeTelegramCalls } from '../platform/metrics/callMetrics';
import { exposePool } from '../platform/metrics/poolMetrics';
import { createRegistry } from '../platform/metrics/registry';
import { serveMetrics } from '../platform/metrics/serveMetrics';
import { onShutdown } from '../platform/shutdown';
import { createAnswerWriter } from '../services/checks/answerWriter';
import type { Services } from '../services/context';
import { dialogs } from './dialogs/dialogs';
import { startBot } from './startBot';

const HELP = `npm run bot
Runs the Telegram bot: handles the updates that have come in, and with TELEGRAM_MODE=polling (the default) fetches them.
Several may run side by side. Needs TELEGRAM_BOT_TOKEN; .env.example lists the rest, docs/telegram.md explains it.`;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const config = loadConfig(['database', 'temporal', 's3', 'auth', 'bot']);
  const { token, apiRoot, webhook } = config.telegram as TelegramConfig; // the need 'bot' is met
  const logger = createLogger('bot', config.logLevel);
  const { host, botPort, token: scraper } = config.metrics;
  const registry = createRegistry(config.metrics);
  const { services, close } = createServices(config, logger, exposeAnswers(registry));
  exposePool(registry, () => poolState(services.db.pool));
  const stopMetrics = botPort
    ? await serveMetrics({ host, port: botPort, registry, ...(scraper && { token: scraper }) })
    : undefined;
  const { takeTurn } = services.db.read.telegramPace;
  const bot = startBot(
    {
      services,
      gateway: createBotApi({
        ...{ token, apiRoot, turn: createTurn(takeTurn) },
        onCall: exposeTelegramCalls(registry),
      }),
      dialogs,
      logger,
    },
    {
      locks: createSessionLocks(config.database.url, logger),
      wake: (heard) => listen(config.database.url, TELEGRAM_CHANNEL, logger, heard),
      ...(webhook && { webhook }),
    },
  );
  onShutdown(logger, [
    ['bot', () => bot.stop()],
    ['services', close],
    ['metrics', () => stopMetrics?.()],
  ]);
  await bot.introduced;
  logger.info({ mode: webhook ? 'webhook' : 'polling' }, 'hearing');
}

function createServices(config: Config, logger: ReturnType<typeof createLogger>, onRecorded: () => void) {
  const db = createDatabase({
    url: config.database.url,
    maxConnections: 20,
    applicationName: 'proverka-bot',
    tellsByMail: config.mail !== undefined,
    tellsByTelegram: true,
  });
  const temporal = createTemporalClient(config.temporal);
  const { publicUrl } = config.http;
  const storage = createStorage({ ...config.s3, publicEndpoint: config.s3.publicEndpoint ?? publicUrl });
  const templates = createTemplateVersions(db.read);
  const now = () => new Date();
  const services: Services = {
    db,
    process: temporal,
    storage,
    anchors: createAnchors(storage, config.auth.jwtSecret),
    templates,
    answers: createAnswerWriter({ db, templates, logger, now, onRecorded }),
    tokens: { secret: createSecretKey(Buffer.from(config.auth.jwtSecret)) },
    telegram: true,
    publicUrl,
    logger,
    now,
  };
  return { services, close: () => Promise.all([temporal.close(), db.close()]) };
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
