import type { Connection } from '../connection';
import { TelegramLink } from '../models/telegram';

export interface LinkToken {
  hash: Buffer;
  user_id: string;
  expires_at: Date;
  used_by: number | null;
}

export interface BotRow {
  id: number;
  username: string;
}

/** Whose Telegram account is whose, and the tokens by which people say so. */
export function createTelegramLinks(connection: Connection) {
  return {
    async findByUser(userId: string): Promise<TelegramLink | undefined> {
      return TelegramLink.query(connection).findById(userId);
    },
    async findByAccount(telegramId: number): Promise<TelegramLink | undefined> {
      return TelegramLink.query(connection).findOne({ telegram_id: telegramId });
    },
    /** False where the account or the user has a link already. */
    async insert(
      link: Pick<TelegramLink, 'user_id' | 'telegram_id' | 'name' | 'linked_at'>,
    ): Promise<boolean> {
      const made = await connection('telegram_links').insert(link).onConflict().ignore().returning('user_id');
      return made.length > 0;
    },
    /** The link that there was. */
    async delete(userId: string): Promise<TelegramLink | undefined> {
      const [link] = await connection('telegram_links').where({ user_id: userId }).delete().returning('*');
      return link as TelegramLink | undefined;
    },
    /** In place of the user's former one. */
    async putToken(token: Omit<LinkToken, 'used_by'>): Promise<void> {
      await connection('telegram_link_tokens')
        .insert({ ...token, used_by: null })
        .onConflict('user_id')
        .merge();
    },
    async lockToken(hash: Buffer): Promise<LinkToken | undefined> {
      return connection('telegram_link_tokens').where({ hash }).forUpdate().first();
    },
    async useToken(hash: Buffer, telegramId: number): Promise<void> {
      await connection('telegram_link_tokens').where({ hash }).update({ used_by: telegramId });
    },
    async dropTokens(userId: string): Promise<void> {
      await connection('telegram_link_tokens').where({ user_id: userId }).delete();
    },
    async bot(): Promise<BotRow | undefined> {
      return connection('telegram_bot').first('id', 'username');
    },
    async putBot({ id, username }: BotRow): Promise<void> {
      await connection('telegram_bot').insert({ here: true, id, username }).onConflict('here').merge();
    },
  };
}
