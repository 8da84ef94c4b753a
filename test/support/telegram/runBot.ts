import type { Conversation } from '../../../bot/conversation';
import { type RunningBot, startBot } from '../../../bot/startBot';
import { createBotApi } from '../../../clients/telegram/botApi';
import { createTurn } from '../../../clients/telegram/turn';
import { listen } from '../../../db/listen';
import { TELEGRAM_CHANNEL } from '../../../db/repositories/telegramUpdates';
import { createSessionLocks } from '../../../db/sessionLocks';
import type { Services } from '../../../services/context';
import type { TestDatabase } from '../database';
import type { FakeTelegram } from './fakeTelegram';

export interface BotRun {
  services: Services;
  database: Pick<TestDatabase, 'appUrl'>;
  fake: FakeTelegram;
  dialogs: Conversation;
  webhook?: { url: string; secret: string };
  /** Keeps to Telegram's limits; without it tests need not wait. */
  paced?: boolean;
}

/** The bot in this process, talking to the fake Telegram. */
export function runBot({ services, database, fake, dialogs, webhook, paced = false }: BotRun): RunningBot {
  const { logger, db } = services;
  const turn = paced ? createTurn((paces) => db.read.telegramPace.takeTurn(paces)) : undefined;
  return startBot(
    {
      services,
      gateway: createBotApi({ token: fake.token, apiRoot: fake.root, ...(turn && { turn }) }),
      dialogs,
      logger,
    },
    {
      locks: createSessionLocks(database.appUrl, logger),
      wake: (heard) => listen(database.appUrl, TELEGRAM_CHANNEL, logger, heard),
      ...(webhook && { webhook }),
    },
  );
}
