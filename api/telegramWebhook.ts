import { createHash, timingSafeEqual } from 'node:crypto';
import type { Middleware } from 'koa';
import { DomainError } from '../domain/errors';
import type { Services } from '../services/context';
import { receiveUpdates } from '../services/telegram/receiveUpdates';
import { JSON_LIMIT_BYTES } from './input/readBody';
import { invalid, readText } from './input/readText';

const PATH = '/webhook/telegram';

/**
 * Where Telegram brings updates: kept as rows, answered at once, handled by the bot. Without a secret there is no such
 * address, since then the bot fetches its updates.
 */
export function telegramWebhook(services: Pick<Services, 'db'>, secret: string | undefined): Middleware {
  return async (ctx, next) => {
    if (ctx.path.replace(/\/$/, '') !== PATH) return next();
    ctx.state.route = PATH;
    if (secret === undefined) throw new DomainError('telegram.off');
    if (ctx.method !== 'POST') {
      ctx.set('Allow', 'POST');
      throw new DomainError('request.method_not_allowed');
    }
    if (!isSame(ctx.get('X-Telegram-Bot-Api-Secret-Token'), secret))
      throw new DomainError('auth.token_invalid');
    if (!ctx.is('application/json')) throw new DomainError('request.media_type');
    const text = await readText(ctx.req, JSON_LIMIT_BYTES);
    await receiveUpdates(services, [parsed(text)]);
    ctx.status = 200;
    ctx.body = '';
  };
}

/** Hashed first, so that neither content nor length shows in the time it takes. */
function isSame(given: string, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('json');
  }
}
