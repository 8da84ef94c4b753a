import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnchors } from '../clients/anchors';
import { createStorage } from '../clients/storage';
import { readQueues } from '../clients/taskQueues';
import { createTemporalClient } from '../clients/temporal';
import { createDatabase } from '../db/database';
import { domainFigures } from '../db/domainFigures';
import { poolState } from '../db/poolState';
import { listen } from '../db/listen';
import { LIVE_CHANNEL } from '../db/live';
import { createTemplateVersions } from '../db/templateVersions';
import { tasksOf } from '../domain/recurringTask';
import { loadConfig } from '../platform/config';
import { createLogger } from '../platform/logger';
import { exposeAnswers } from '../platform/metrics/answerMetrics';
import { exposeLive } from '../platform/metrics/liveMetrics';
import { exposePool } from '../platform/metrics/poolMetrics';
import { createRegistry } from '../platform/metrics/registry';
import { onShutdown } from '../platform/shutdown';
import { createLiveFeed } from '../services/live/liveFeed';
import { ensureAdministrator } from '../services/auth/ensureAdministrator';
import { loadSession } from '../services/auth/loadSession';
import { seedRoles } from '../services/auth/seedRoles';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '../services/auth/tokens';
import { dropOldCounts } from '../services/limits/dropOldCounts';
import { createRequestLimiter } from '../services/limits/requestLimiter';
import { createLoginThrottle } from '../services/auth/loginThrottle';
import { seedCalendar } from '../services/calendars/seedCalendar';
import { createAnswerWriter } from '../services/checks/answerWriter';
import type { Services } from '../services/context';
import { bitrixWebhook } from './bitrixWebhook';
import { createApp } from './app';
import { closeServer } from './closeServer';
import { exposeDomain } from './domainMetrics';
import { createHttpServer } from './httpServer';
import { panel } from './pages/panel';
import { exposeParts } from './partMetrics';
import { readinessOf } from './readiness';
import { allRoutes } from './routes';
import { storagePassThrough } from './storagePassThrough';
import { telegramWebhook } from './telegramWebhook';
import { VERSION } from '../platform/version';

const HELP = `npm run api
Serves REST, the pages and the files. Reads the environment; .env.example lists it.`;

/** Behind one address sits a shift with its tablets. */
const ADDRESS_TO_USER = 5;
const HOUSEKEEPING_MS = 15 * 60_000;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const config = loadConfig(['database', 'temporal', 's3', 'auth']);
  const logger = createLogger('api', config.logLevel);
  const db = createDatabase({
    url: config.database.url,
    maxConnections: 30,
    applicationName: 'proverka-api',
    tellsByMail: config.mail !== undefined,
    tellsByTelegram: config.telegram !== undefined,
  });
  const registry = createRegistry(config.metrics);
  exposePool(registry, () => poolState(db.pool));
  exposeDomain({
    registry,
    logger,
    load: () => domainFigures(db.pool, tasksOf({ bitrix: config.bitrix !== undefined })),
  });
  const onRecorded = exposeAnswers(registry);
  const temporal = createTemporalClient(config.temporal);
  const { publicUrl } = config.http;
  const storage = createStorage({ ...config.s3, publicEndpoint: config.s3.publicEndpoint ?? publicUrl });
  const templates = createTemplateVersions(db.read);
  const now = () => new Date();
  const secret = createSecretKey(Buffer.from(config.auth.jwtSecret));
  const readiness = readinessOf({ db, temporal, storage });
  exposeParts(registry, readiness);
  const live = createLiveFeed({
    db,
    loadSession: loadSession({ db }),
    wake: (heard) => listen(config.database.url, LIVE_CHANNEL, logger, heard),
    logger,
    now,
  });
  exposeLive(registry, live.size);
  const services: Services = {
    db,
    process: temporal,
    storage,
    anchors: createAnchors(storage, config.auth.jwtSecret),
    templates,
    answers: createAnswerWriter({ db, templates, logger, now, onRecorded }),
    tokens: { secret },
    ...(config.limits.logins && { logins: createLoginThrottle({ db, now }) }),
    live,
    telegram: config.telegram !== undefined,
    ...(config.bitrix && { external_system: 'bitrix24' }),
    watch: {
      version: VERSION,
      started_at: now(),
      readiness,
      queues: (names) => readQueues(temporal, config.temporal.namespace, names),
      links: {
        temporal_ui: config.temporal.uiUrl
          ? { url: config.temporal.uiUrl, namespace: config.temporal.namespace }
          : null,
        grafana_url: config.grafanaUrl ?? null,
      },
    },
    publicUrl,
    logger,
    now,
  };

  await seedRoles(services);
  await seedCalendar(services);
  const administrator = await ensureAdministrator(services, config.admin);
  if (administrator?.generated_password) {
    console.log(
      `The first administrator: ${administrator.username} / ${administrator.generated_password} (told once)`,
    );
  }
  storage.ensureBucket().catch((error: Error) => logger.warn({ err: error }, 'the bucket could not be made'));

  const limiter = createRequestLimiter({ db, now, logger });
  const { userRequestsPerMinute: perUser } = config.limits;
  const limits = perUser && { limiter, perUser, perAddress: perUser * ADDRESS_TO_USER };
  const housekeeping = setInterval(() => {
    dropOldCounts(services).catch((error: Error) =>
      logger.warn({ err: error }, 'old counts were not dropped'),
    );
  }, HOUSEKEEPING_MS);

  const app = createApp({
    config: {
      version: VERSION,
      checkReplies: !config.production,
      secure: publicUrl.startsWith('https:'),
      corsOrigins: config.http.corsOrigins,
      trustedProxies: config.http.trustedProxies,
      ...(config.metrics.token && { metricsToken: config.metrics.token }),
      jwt: { key: secret, issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE },
    },
    routes: allRoutes(services),
    idempotency: { services, routesOf: allRoutes },
    graphql: { services, ...config.graphql },
    ...(limits && { limits }),
    logger,
    registry,
    loadSession: loadSession(services),
    readiness,
    doors: [
      bitrixWebhook(services, config.bitrix && { token: config.bitrix.applicationToken }),
      telegramWebhook(services, config.telegram?.webhook?.secret),
      ...(config.s3.publicEndpoint
        ? []
        : [storagePassThrough({ endpoint: config.s3.endpoint, bucket: config.s3.bucket })]),
      panel(join(__dirname, '../web')),
    ],
  });
  const { tls } = config.http;
  const server = createHttpServer(
    app.callback(),
    tls && { cert: readFileSync(tls.cert), key: readFileSync(tls.key) },
  );
  server.listen(config.http.port, config.http.host, () => logger.info({ url: publicUrl }, 'serving'));
  onShutdown(logger, [
    ['live readers', () => live.close()],
    ['HTTP', () => closeServer(server)],
    [
      'limits',
      async () => {
        clearInterval(housekeeping);
        limiter.stop();
      },
    ],
    ['Temporal', () => temporal.close()],
    ['database', () => db.close()],
  ]);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
