import type { Connection } from '../connection';
import { TelegramUpdate } from '../models/telegram';

export const TELEGRAM_CHANNEL = 'telegram_updates';

export interface ReceivedUpdate {
  update_id: number;
  chat_id: number;
  body: object;
}

/**
 * Deliveries at the same moment can change places on their way: an update whose forerunner has not come waits so long
 * for it, since their numbers follow each other.
 */
const GAP_MS = 700;

const WAITING = `u.done_at is null and (u.retry_at is null or u.retry_at <= now())
  and (u.received_at <= now() - interval '${GAP_MS} milliseconds'
       or exists (select from telegram_updates f where f.update_id = u.update_id - 1)
       or not exists (select from telegram_updates f where f.update_id < u.update_id))`;

/** A chat's later updates wait for its first. */
const FIRST_OF_EACH = `select distinct on (chat_id) * from telegram_updates
  where done_at is null order by chat_id, update_id`;

/** What Telegram has told the bot: rows first, handled from there. */
export function createTelegramUpdates(connection: Connection) {
  return {
    /** Those that are known already stay as they are. Wakes the bots. */
    async receive(updates: readonly ReceivedUpdate[]): Promise<void> {
      if (updates.length === 0) return;
      await connection.raw(
        `with received as (
           insert into telegram_updates (update_id, chat_id, body)
           select update_id, chat_id, body
             from jsonb_to_recordset(?::jsonb) as u(update_id bigint, chat_id bigint, body jsonb)
            order by update_id
           on conflict (update_id) do nothing
         )
         select pg_notify('${TELEGRAM_CHANNEL}', '')`,
        [JSON.stringify(updates)],
      );
    },
    /** Chats where something waits, to be handled or to be shown; those that have waited longest first. */
    async waitingChats(except: readonly number[], limit: number): Promise<number[]> {
      const { rows } = await connection.raw(
        `select chat_id from (
           select u.chat_id, u.received_at as since from (${FIRST_OF_EACH}) u where ${WAITING}
           union all
           select t.chat_id, coalesce(t.show_at, 'epoch') from telegram_talks t
            where t.shown < t.revision and (t.show_at is null or t.show_at <= now())) w
          where chat_id <> all (?::bigint[])
          group by chat_id order by min(since) limit ?`,
        [except as number[], limit],
      );
      return (rows as { chat_id: number }[]).map((row) => row.chat_id);
    },
    /** Milliseconds until what has to wait now need wait no longer; null where nothing has to. */
    async msUntilNext(): Promise<number | null> {
      const { rows } = await connection.raw(
        `select ceil(extract(epoch from min(at) - now()) * 1000)::int as ms from (
           select coalesce(retry_at, received_at + interval '${GAP_MS} milliseconds') as at
             from (${FIRST_OF_EACH}) u
           union all select show_at from telegram_talks where shown < revision) w
          where at > now() - interval '100 milliseconds'`,
      );
      return (rows[0] as { ms: number | null }).ms;
    },
    /** The chat's next update, counted as tried; undefined where none is ready. */
    async takeNext(chatId: number): Promise<TelegramUpdate | undefined> {
      const [taken] = await TelegramUpdate.query(connection)
        .patch({ tries: connection.raw('tries + 1') as unknown as number }) // an expression, which the driver writes out
        .whereRaw(
          `update_id = (select u.update_id from telegram_updates u
                         where u.chat_id = ? and u.done_at is null order by u.update_id limit 1)`,
          [chatId],
        )
        .whereRaw(WAITING.replaceAll('u.', 'telegram_updates.'))
        .returning('*');
      return taken;
    },
    /** False where somebody else has been done with it. */
    async markDone(updateId: number, at: Date, error: string | null = null): Promise<boolean> {
      const done = await connection('telegram_updates')
        .where({ update_id: updateId })
        .whereNull('done_at')
        .update({ done_at: at, error });
      return done > 0;
    },
    async postpone(updateId: number, ms: number, error: string): Promise<void> {
      await connection('telegram_updates')
        .where({ update_id: updateId })
        .update({ retry_at: connection.raw(`now() + ? * interval '1 millisecond'`, [ms]), error });
    },
  };
}
