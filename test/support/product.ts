import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { Registry } from 'prom-client';
import pino from 'pino';
import { createReportActivities } from '../../activities/reports';
import { applySchedule } from '../../activities/schedules/applySchedule';
import { createApp } from '../../api/app';
import { closeServer } from '../../api/closeServer';
import { createHttpServer } from '../../api/httpServer';
import { readinessOf } from '../../api/readiness';
import { allRoutes } from '../../api/routes';
import { storagePassThrough } from '../../api/storagePassThrough';
import { type Documents, createDocuments } from '../../clients/documents';
import type { Mailer } from '../../clients/mail';
import { createProcessList } from '../../clients/processes';
import { createSchedulerClient } from '../../clients/schedules';
import { createStorage } from '../../clients/storage';
import { readQueues } from '../../clients/taskQueues';
import { type TemporalClient, createTemporalClient, registerSearchAttributes } from '../../clients/temporal';
import { listen } from '../../db/listen';
import { LIVE_CHANNEL } from '../../db/live';
import { OUTBOX_CHANNEL } from '../../db/outbox';
import { createOutboxQueue } from '../../db/repositories/outboxQueue';
import { panel } from '../../api/pages/panel';
import { loadSession } from '../../services/auth/loadSession';
import { createLiveFeed } from '../../services/live/liveFeed';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '../../services/auth/tokens';
import type { Services } from '../../services/context';
import { openPortal } from '../../activities/bitrix/portal';
import { bitrixWebhook } from '../../api/bitrixWebhook';
import { createBitrixWorker } from '../../worker/bitrixPart';
import { telegramWebhook } from '../../api/telegramWebhook';
import { telegramPart } from '../../worker/telegramPart';
import { createChecksWorker } from '../../worker/checksWorker';
import { startDispatcher } from '../../worker/dispatcher';
import { createBuilders } from './builders';
import { type TestDatabase, testDatabase } from './database';
import { testParts } from './parts';
import type { FakeTelegram } from './telegram/fakeTelegram';
import { testServices } from './services';
import { anIsolatedNamespace } from './temporal';

export interface TestProduct {
  url: string;
  /** Where its files are. */
  bucket: string;
  services: Services;
  database: TestDatabase;
  temporal: TemporalClient;
  build: ReturnType<typeof createBuilders>;
  workers: { start(): Promise<void>; stop(): Promise<void> };
  stop(): Promise<void>;
}

export interface ProductOptions {
  /** Without LibreOffice, for tests that make no PDF. */
  reports?: boolean;
  /** Another Temporal than the run's own. */
  temporalAddress?: string;
  namespace?: string;
  /** Workers wait to be started. */
  workers?: boolean;
  now?: () => Date;
  databaseVia?: (url: string) => string;
  /** Notices are mailed through it. */
  mailer?: Mailer;
  /** There is a bot; who runs it is the test's matter. Its webhook takes the secret below. */
  telegram?: FakeTelegram;
  /** The built panel, where it is not the run's own. */
  panelFolder?: string;
  /** Actions have their counterpart there. */
  bitrix?: BitrixAccess;
}

interface BitrixAccess {
  webhookUrl: string;
  applicationToken: string;
  /** Without a pause between calls unless stated. */
  pace?: { perSecond: number; burst: number };
}

/** As built. */
export const PANEL = join(__dirname, '../../dist/web');

export const WEBHOOK_SECRET = 'a-secret-of-the-tests';

const LIBRE_OFFICE = '/usr/lib/libreoffice/program';

/** The whole product in this process, on the run's real parts, with a database and a namespace of its own. */
export async function startProduct(options: ProductOptions = {}): Promise<TestProduct> {
  const { reports = false, temporalAddress = testParts().temporal.address } = options;
  const logger = pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const database = await testDatabase({
    maxConnections: 30,
    tellsByMail: options.mailer !== undefined,
    tellsByTelegram: options.telegram !== undefined,
    ...(options.databaseVia && { via: options.databaseVia }),
  });
  const { db } = database;
  const namespace = options.namespace ?? (await anIsolatedNamespace(temporalAddress));
  const temporal = createTemporalClient({ address: temporalAddress, namespace });

  const server = createHttpServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const bucket = `t-${randomUUID()}`;
  const storage = createStorage({ ...testParts().s3, bucket, publicEndpoint: url });
  await storage.ensureBucket();
  const readiness = readinessOf({ db, temporal, storage });
  const live = createLiveFeed({
    db,
    loadSession: loadSession({ db }),
    wake: (heard) => listen(database.appUrl, LIVE_CHANNEL, logger, heard),
    logger,
    now: options.now ?? (() => new Date()),
  });
  const services = testServices(db, {
    live,
    process: temporal,
    storage,
    publicUrl: url,
    telegram: options.telegram !== undefined,
    ...(options.bitrix && { external_system: 'bitrix24' as const }),
    logger,
    watch: {
      ...{ version: 'test', started_at: new Date(), readiness },
      queues: (names) => readQueues(temporal, namespace, names),
      links: {
        temporal_ui: { url: 'http://temporal.example', namespace },
        grafana_url: 'http://grafana.example',
      },
    },
    ...(options.now && { now: options.now }),
  });
  const app = createApp({
    config: {
      version: 'test',
      checkReplies: true,
      secure: false,
      corsOrigins: [],
      jwt: { key: services.tokens.secret, issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE },
    },
    routes: allRoutes(services),
    idempotency: { services, routesOf: allRoutes },
    graphql: { services, introspection: true, graphiql: true },
    logger,
    registry: new Registry(),
    loadSession: loadSession(services),
    readiness,
    doors: [
      bitrixWebhook(services, options.bitrix && { token: options.bitrix.applicationToken }),
      telegramWebhook(services, options.telegram && WEBHOOK_SECRET),
      storagePassThrough({ endpoint: testParts().s3.endpoint, bucket }),
      panel(options.panelFolder ?? PANEL),
    ],
  });
  const handler = app.callback();

  const workers = createWorkers({
    namespace,
    temporalAddress,
    services,
    temporal,
    appUrl: database.appUrl,
    reports,
    ...(options.mailer && { mailer: options.mailer }),
    ...(options.telegram && { telegram: options.telegram }),
    ...(options.bitrix && { bitrix: options.bitrix }),
  });
  if (options.workers ?? true) await workers.start();
  return {
    url,
    bucket,
    services,
    database,
    temporal,
    build: createBuilders(db),
    workers,
    stop: async () => {
      await live.close();
      await closeServer(server);
      await workers.stop();
      await temporal.close();
      await database.close();
    },
  };
}

interface WorkersOptions {
  namespace: string;
  temporalAddress: string;
  services: Services;
  temporal: TemporalClient;
  appUrl: string;
  reports: boolean;
  mailer?: Mailer;
  telegram?: FakeTelegram;
  bitrix?: BitrixAccess;
}

function createWorkers({
  namespace,
  temporalAddress,
  services,
  temporal,
  appUrl,
  reports,
  mailer,
  telegram,
  bitrix,
}: WorkersOptions) {
  let stopAll: (() => Promise<void>) | undefined;

  return {
    async start(): Promise<void> {
      const { db, templates, logger, now, storage, publicUrl } = services;
      await registerSearchAttributes(temporal, namespace);
      const scheduler = createSchedulerClient(temporal.client);
      const connection = await NativeConnection.connect({ address: temporalAddress });
      const checks = await createChecksWorker({
        connection,
        namespace,
        deps: {
          db,
          templates,
          now,
          anchors: services.anchors,
          scheduler,
          processes: createProcessList(temporal.client),
          telegram: telegram !== undefined,
          ...(bitrix && { external_system: 'bitrix24' as const }),
          ...(mailer && { mail: { mailer, publicUrl } }),
        },
      });
      const running = [checks.run()];
      const workers = [checks];
      if (telegram) {
        const { token, root: apiRoot } = telegram;
        const { worker } = await telegramPart({
          connection,
          namespace,
          db,
          telegram: { token, apiRoot },
          now,
        });
        workers.push(worker);
        running.push(worker.run());
      }
      if (bitrix) {
        const access = { kind: 'webhook' as const, url: bitrix.webhookUrl };
        const pace = bitrix.pace ?? { perSecond: 1_000, burst: 1_000 };
        const worker = await createBitrixWorker({
          ...{ connection, namespace, activitiesPerSecond: 100 },
          deps: {
            ...{ db, now, storage, publicUrl, locale: 'ru' },
            portal: openPortal({ db, access, secret: 'a secret of the tests', now, pace, deadlineMs: 5_000 }),
          },
        });
        workers.push(worker);
        running.push(worker.run());
      }
      let documents: Documents | undefined;
      let cacheDir: string | undefined;
      if (reports) {
        cacheDir = mkdtempSync(join(tmpdir(), 'proverka-documents-'));
        documents = createDocuments({ libreOffice: { kind: 'native', path: LIBRE_OFFICE }, cacheDir });
        const activities = createReportActivities({ db, templates, storage, documents, publicUrl, now });
        const worker = await Worker.create({ connection, namespace, taskQueue: 'reports', activities });
        workers.push(worker);
        running.push(worker.run());
      }
      const dispatcher = startDispatcher({
        queue: createOutboxQueue(db.pool, { holdMs: 500 }),
        processes: temporal,
        applySchedule: (id) => applySchedule({ db, scheduler }, id),
        logger,
        wake: (heard) => listen(appUrl, OUTBOX_CHANNEL, logger, heard),
      });
      stopAll = async () => {
        await dispatcher.stop();
        for (const worker of workers) worker.shutdown();
        await Promise.all(running);
        await documents?.stop();
        if (cacheDir) rmSync(cacheDir, { recursive: true, force: true });
        await connection.close();
      };
    },
    async stop(): Promise<void> {
      await stopAll?.();
      stopAll = undefined;
    },
  };
}
