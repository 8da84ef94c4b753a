import { toString as qrCode } from 'qrcode';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { newToken, tokenHash } from './linkToken';

const GOOD_MS = 10 * 60_000;

export interface LinkOffer {
  token: string;
  deep_link: string;
  qr_svg: string;
  expires_at: Date;
}

/**
 * Gives the caller a token by which their Telegram account is told to be theirs: once, within ten minutes; an earlier
 * one is good no more. @throws DomainError `telegram.off`; `service.unavailable` until the bot has run for once
 */
export async function startLink(ctx: ServiceContext): Promise<LinkOffer> {
  if (!ctx.telegram) throw new DomainError('telegram.off');
  const bot = await ctx.db.read.telegramLinks.bot();
  if (!bot) throw new DomainError('service.unavailable', { params: { retry_after: 5 } });
  const token = newToken();
  const expires_at = new Date(ctx.now().getTime() + GOOD_MS);
  await ctx.db.transaction(async (tx) => {
    await tx.telegramLinks.putToken({ hash: tokenHash(token), user_id: ctx.actor.user_id, expires_at });
    tx.audit.append({
      actor: ctx.actor,
      action: 'user.telegram_token',
      entity_id: ctx.actor.user_id,
      area_id: ctx.actor.area_id,
      diff: { before: null, after: { expires_at: expires_at.toISOString() } },
    });
  });
  const deep_link = `https://t.me/${bot.username}?start=${token}`;
  const qr_svg = await qrCode(deep_link, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  return { token, deep_link, qr_svg, expires_at };
}
