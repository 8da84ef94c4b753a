import type { TelegramTalk } from '../db/models/telegram';
import type { Locale } from '../domain/actor';
import { actorOf } from '../services/auth/actorOf';
import { personOfChat } from '../services/telegram/personOfChat';
import type { BotDeps } from './deps';
import type { Scene } from './conversation';

/** What stands in the rows about a chat. */
export async function sceneOf(
  { services }: Pick<BotDeps, 'services'>,
  chat_id: number,
  talk: Pick<TelegramTalk, 'at' | 'locale'> | undefined,
  guessed: Locale,
): Promise<Scene> {
  const person = await personOfChat(services, chat_id);
  return {
    services,
    chat_id,
    locale: person?.locale ?? talk?.locale ?? guessed,
    at: talk?.at ?? {},
    deactivated: person?.active === false,
    ...(person?.active && { caller: { person, actor: actorOf(person) } }),
  };
}

/** Russian but for those whose app speaks English. */
export const guessedLocale = (languageCode: string | undefined): Locale =>
  languageCode?.toLowerCase().startsWith('en') ? 'en' : 'ru';
