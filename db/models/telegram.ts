import type { Locale } from '../../domain/actor';
import { BaseModel } from './base';

export class TelegramLink extends BaseModel {
  static override tableName = 'telegram_links';
  static override idColumn = 'user_id';
  declare user_id: string;
  declare telegram_id: number;
  declare name: string;
  declare linked_at: Date;
}

export class TelegramUpdate extends BaseModel {
  static override tableName = 'telegram_updates';
  static override idColumn = 'update_id';
  static override jsonAttributes = ['body'];
  declare update_id: number;
  declare chat_id: number;
  declare body: Record<string, unknown>;
  declare received_at: Date;
  declare tries: number;
  declare done_at: Date | null;
  declare retry_at: Date | null;
  declare error: string | null;
}

export class TelegramTalk extends BaseModel {
  static override tableName = 'telegram_talks';
  static override idColumn = 'chat_id';
  static override jsonAttributes = ['at', 'callbacks'];
  declare chat_id: number;
  declare locale: Locale | null;
  declare at: Record<string, unknown>;
  declare revision: number;
  declare shown: number;
  declare show_at: Date | null;
  declare show_tries: number;
  declare card_message_id: number | null;
  declare card_buried: boolean;
  declare callbacks: { id: string; text?: string }[];
  declare last_update_id: number;
}
