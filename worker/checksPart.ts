import type { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { applySchedule } from '../activities/schedules/applySchedule';
import { createAnchors } from '../clients/anchors';
import { ensureMaintenance } from '../clients/maintenance';
import { createMailer } from '../clients/mail';
import { createProcessList } from '../clients/processes';
import { createSchedulerClient } from '../clients/schedules';
import { createObjectStreams } from '../clients/objectStreams';
import { createStorage } from '../clients/storage';
import { createTemporalClient, registerSearchAttributes } from '../clients/temporal';
import type { Database } from '../db/database';
import { listen } from '../db/listen';
import { OUTBOX_CHANNEL } from '../db/outbox';
import { createOutboxQueue } from '../db/repositories/outboxQueue';
import { createTemplateVersions } from '../db/templateVersions';
import type { Config } from '../platform/config';
import { createChecksWorker } from './checksWorker';
import { startDispatcher } from './dispatcher';
import type { WorkerPart } from './part';
import type { Tally } from './tally';

/** Processes of checks, and the dispatcher that tells them what the database has committed. */
export async function checksPart(
  { temporal, workerBuild, database, s3, auth, mail, http, telegram, bitrix, retention: rules }: Config,
  db: Database,
  connection: NativeConnection,
  logger: Logger,
  { onEscalated, onMissedSlot, onNotice }: Pick<Tally, 'onEscalated' | 'onMissedSlot' | 'onNotice'>,
): Promise<WorkerPart> {
  const client = createTemporalClient(temporal);
  await registerSearchAttributes(client, temporal.namespace);
  await ensureMaintenance(client.client);
  const scheduler = createSchedulerClient(client.client);
  const storage = createStorage(s3);
  const now = () => new Date();
  const worker = await createChecksWorker({
    connection,
    namespace: temporal.namespace,
    retention: { db, storage, objects: createObjectStreams(s3), rules, now },
    ...(workerBuild && { build: workerBuild }),
    deps: {
      db,
      templates: createTemplateVersions(db.read),
      scheduler,
      processes: createProcessList(client.client),
      anchors: createAnchors(storage, auth.jwtSecret),
      now,
      ...{ onEscalated, onMissedSlot, onNotice },
      telegram: telegram !== undefined,
      ...(bitrix && { external_system: 'bitrix24' as const }),
      ...(mail && { mail: { mailer: createMailer(mail), publicUrl: http.publicUrl } }),
    },
  });
  const dispatcher = startDispatcher({
    queue: createOutboxQueue(db.pool),
    processes: client,
    applySchedule: (id) => applySchedule({ db, scheduler }, id),
    logger,
    wake: (heard) => listen(database.url, OUTBOX_CHANNEL, logger, heard),
  });
  return {
    worker,
    stop: async () => {
      await dispatcher.stop();
      worker.shutdown();
      await client.close();
    },
  };
}
