import { log } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { BotFault, type BotGateway } from '../../clients/telegram/gateway';
import { dropBlockedAccount } from '../../db/blockedAccount';
import type { Database } from '../../db/database';
import type { OnNotice } from '../notices';
import { composeNotice } from './composeNotice';

export interface TelegramActivityDeps {
  db: Database;
  gateway: BotGateway;
  now(): Date;
  onNotice?: OnNotice;
}

export function createTelegramActivities({ db, gateway, now, onNotice }: TelegramActivityDeps) {
  const markSent = (id: string) => db.read.notices.markSent(id, now());

  return {
    /**
     * Sends a notice that still waits. It counts as sent once Telegram has said so; where that word is lost it goes out
     * again, since Telegram cannot tell a repeat.
     */
    async sendNotice({ notice_id }: { notice_id: string }): Promise<void> {
      const notice = await db.read.notices.find(notice_id);
      if (!notice || notice.telegram_sent_at !== null || notice.read_at !== null) return;
      const [person, link] = await Promise.all([
        db.read.people.find(notice.user_id),
        db.read.telegramLinks.findByUser(notice.user_id),
      ]);
      if (!person?.active || !link) return;
      try {
        await gateway.send(link.telegram_id, composeNotice(person.locale, notice));
        onNotice?.('telegram', 'sent');
        await markSent(notice_id);
      } catch (error) {
        if (!(error instanceof BotFault)) throw error;
        onNotice?.('telegram', resultOf(error));
        if (error.kind === 'blocked') return db.transaction((tx) => dropBlockedAccount(tx, link.telegram_id));
        if (error.kind === 'permanent' || error.kind === 'gone') {
          log.error('Telegram refuses a notice', { notice_id, error });
          return markSent(notice_id);
        }
        throw ApplicationFailure.create({
          message: error.message,
          type: `telegram.${error.kind}`,
          ...(error.retryAfterMs !== undefined && { nextRetryDelay: error.retryAfterMs }),
        });
      }
    },
  };
}

function resultOf({ kind }: BotFault): 'blocked' | 'refused' | 'failed' {
  if (kind === 'blocked') return 'blocked';
  return kind === 'permanent' || kind === 'gone' ? 'refused' : 'failed';
}

export type TelegramActivities = ReturnType<typeof createTelegramActivities>;
