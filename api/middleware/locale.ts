import type { Context } from 'koa';
import type { Locale } from '../../domain/actor';
import type { ApiState } from '../state';

/** The best of ru and en by Accept-Language, else the signed-in user's own, else Russian. */
export function localeOf(ctx: Context & { state: ApiState }): Locale {
  return preferred(ctx.get('Accept-Language')) ?? ctx.state.actor?.locale ?? 'ru';
}

function preferred(header: string): Locale | undefined {
  if (header === '') return undefined;
  let best: { locale: Locale; quality: number } | undefined;
  for (const part of header.split(',', 20)) {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const language = range.split('-')[0];
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    if ((language === 'ru' || language === 'en') && quality > (best?.quality ?? 0))
      best = { locale: language, quality };
  }
  return best?.locale;
}
