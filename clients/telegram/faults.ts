import { TelegramError } from 'telegraf';
import { BotFault } from './gateway';

/** Descriptions of 400s that speak of one message, file or button, not of what was sent. */
const GONE =
  /message to (edit|delete) not found|message can't be (edited|deleted)|message can't be deleted for everyone|MESSAGE_ID_INVALID|query is too old|query ID is invalid|QUERY_ID_INVALID|wrong file_?id|invalid file_?id|file is temporarily unavailable|wrong remote file/i;
/** There is nobody to speak to. */
const NOBODY = /chat not found|user is deactivated|bot was blocked|PEER_ID_INVALID|bot can't initiate/i;

/** What the library throws, in the words of the gateway; the token, which stands in addresses, is cut out. */
export function faultOf(error: unknown, token: string): BotFault {
  if (error instanceof TelegramError) {
    const { code, description, parameters } = error;
    if (code === 429)
      return new BotFault('flood', description, Math.max(1, parameters?.retry_after ?? 1) * 1000);
    if (code >= 500) return new BotFault('transient', `${code} ${description}`);
    if (code === 403 || NOBODY.test(description)) return new BotFault('blocked', description);
    if (code === 400 && GONE.test(description)) return new BotFault('gone', description);
    // Two that fetch updates at once, for example while one takes over from the other.
    if (code === 409) return new BotFault('transient', description);
    return new BotFault('permanent', `${code} ${description}`);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new BotFault('transient', message.replaceAll(token, '[token]'));
}
