import { type NativeConnection, Worker } from '@temporalio/worker';
import { createTelegramActivities } from '../activities/telegram';
import { createBotApi } from '../clients/telegram/botApi';
import { createTurn } from '../clients/telegram/turn';
import { TELEGRAM_QUEUE } from '../clients/temporal';
import type { Database } from '../db/database';
import type { TelegramConfig } from '../platform/config';
import { ofBuild } from './build';
import { refusalsAreFinal } from './failures';
import type { Tally } from './tally';
import type { WorkerPart } from './part';

export interface TelegramPartOptions {
  connection: NativeConnection;
  namespace: string;
  build?: string;
  db: Database;
  telegram: Pick<TelegramConfig, 'token' | 'apiRoot'>;
  tally?: Pick<Tally, 'onNotice' | 'onBotCall'>;
  now?: () => Date;
}

/** As many messages a second as Telegram takes from one bot; the rate holds for the whole queue. */
const MESSAGES_PER_SECOND = 30;
/** Few, so that the bot's own replies need not wait long for their turn among notices. */
const AT_ONCE = 8;

/** Notices by Telegram. */
export async function telegramPart({
  connection,
  namespace,
  build,
  db,
  telegram,
  tally,
  now = () => new Date(),
}: TelegramPartOptions): Promise<WorkerPart> {
  const turn = createTurn((paces) => db.read.telegramPace.takeTurn(paces));
  const gateway = createBotApi({ ...telegram, turn, ...(tally && { onCall: tally.onBotCall }) });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: TELEGRAM_QUEUE,
    ...ofBuild(build),
    activities: createTelegramActivities({ db, gateway, now, ...tally }),
    interceptors: { activity: [() => ({ inbound: refusalsAreFinal })] },
    maxConcurrentActivityTaskExecutions: AT_ONCE,
    maxTaskQueueActivitiesPerSecond: MESSAGES_PER_SECOND,
    shutdownGraceTime: '10s',
    shutdownForceTime: '30s',
  });
  return { worker, stop: async () => worker.shutdown() };
}
