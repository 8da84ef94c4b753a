import type { Middleware } from 'koa';
import { DomainError } from '../../domain/errors';

const URL_BYTES = 8 * 1024;
const MOST_PARAMETERS = 100;

/** Refuses addresses that no caller of ours needs. What is over 16 KiB with its headers does not come as far as here. */
export function urlLimits(): Middleware {
  return (ctx, next) => {
    if (ctx.url.length > URL_BYTES) throw new DomainError('request.url_too_long');
    if (parametersIn(ctx.querystring) > MOST_PARAMETERS)
      throw new DomainError('request.invalid', {
        faults: [{ path: '?', code: 'field.too_long', params: { max: MOST_PARAMETERS } }],
      });
    return next();
  };
}

function parametersIn(query: string): number {
  if (query === '') return 0;
  let parameters = 1;
  for (let at = query.indexOf('&'); at !== -1; at = query.indexOf('&', at + 1)) parameters += 1;
  return parameters;
}
