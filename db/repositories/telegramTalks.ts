import type { Locale } from '../../domain/actor';
import type { Connection } from '../connection';
import { TelegramTalk } from '../models/telegram';

export interface TalkStep {
  update_id: number;
  at?: Record<string, unknown>;
  locale?: Locale;
  /** A pressed button to be answered. */
  callback?: { id: string; text?: string };
  /** What the person did stands below the card. */
  buries: boolean;
  /** Nothing is to be put into the chat: it is closed. */
  silent?: boolean;
}

/** Conversations: what each is at, and what has still to be put into the chat. */
export function createTelegramTalks(connection: Connection) {
  return {
    async find(chatId: number): Promise<TelegramTalk | undefined> {
      return TelegramTalk.query(connection).findById(chatId);
    },
    /** Made where it is missing; nobody else moves it until the commit. */
    async lock(chatId: number): Promise<TelegramTalk> {
      await connection('telegram_talks').insert({ chat_id: chatId }).onConflict('chat_id').ignore();
      const talk = await TelegramTalk.query(connection).findById(chatId).forUpdate();
      if (!talk) throw new Error(`The talk of chat ${chatId} is gone`);
      return talk;
    },
    /** To be called under `lock`. */
    async step(chatId: number, { update_id, at, locale, callback, buries, silent }: TalkStep): Promise<void> {
      await connection('telegram_talks')
        .where({ chat_id: chatId })
        .update({
          last_update_id: connection.raw('greatest(last_update_id, ?)', [update_id]),
          ...(at && { at: JSON.stringify(at) }),
          ...(locale && { locale }),
          ...(callback && {
            callbacks: connection.raw('callbacks || ?::jsonb', [JSON.stringify([callback])]),
          }),
          ...(buries && { card_buried: true }),
          ...(!silent && { revision: connection.raw('revision + 1') }),
          show_at: null,
          show_tries: 0,
        });
    },
    /** A card that was sent anew, before anything else can happen. */
    async noteCard(chatId: number, messageId: number): Promise<void> {
      await connection('telegram_talks')
        .where({ chat_id: chatId })
        .update({ card_message_id: messageId, card_buried: false });
    },
    async dropCallbacks(chatId: number, ids: readonly string[]): Promise<void> {
      await connection.raw(
        `update telegram_talks set callbacks = coalesce(
           (select jsonb_agg(c) from jsonb_array_elements(callbacks) c where c->>'id' <> all (?::text[])), '[]')
          where chat_id = ?`,
        [ids as string[], chatId],
      );
    },
    /** The chat shows what it had to show at `revision`. */
    async markShown(chatId: number, revision: number): Promise<void> {
      await connection('telegram_talks')
        .where({ chat_id: chatId })
        .update({ shown: revision, show_at: null, show_tries: 0 });
    },
    async postponeShow(chatId: number, ms: number): Promise<void> {
      await connection('telegram_talks')
        .where({ chat_id: chatId })
        .update({
          show_at: connection.raw(`now() + ? * interval '1 millisecond'`, [ms]),
          show_tries: connection.raw('show_tries + 1'),
        });
    },
  };
}
