import type { Middleware } from 'koa';
import { DomainError } from '../domain/errors';
import type { Services } from '../services/context';
import { takeBitrixEvent } from '../services/integrations/bitrix/takeBitrixEvent';
import { JSON_LIMIT_BYTES } from './input/readBody';
import { readText } from './input/readText';

const PATH = '/webhook/bitrix';

/** Where Bitrix24 tells of changes: kept and answered at once. Without a token nobody is believed. */
export function bitrixWebhook(
  services: Pick<Services, 'db' | 'now'>,
  bitrix: { token: string | undefined } | undefined,
): Middleware {
  return async (ctx, next) => {
    if (ctx.path.replace(/\/$/, '') !== PATH) return next();
    ctx.state.route = PATH;
    if (bitrix?.token === undefined) throw new DomainError('bitrix.off');
    if (ctx.method !== 'POST') {
      ctx.set('Allow', 'POST');
      throw new DomainError('request.method_not_allowed');
    }
    if (!ctx.is('application/x-www-form-urlencoded')) throw new DomainError('request.media_type');
    const form = new URLSearchParams(await readText(ctx.req, JSON_LIMIT_BYTES));
    await takeBitrixEvent(services, bitrix.token, form);
    ctx.status = 200;
    ctx.body = '';
  };
}
