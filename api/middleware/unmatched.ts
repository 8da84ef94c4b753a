import type { Middleware } from 'koa';
import type { RouterContext } from '@koa/router';
import { DomainError } from '../../domain/errors';
import type { ApiState } from '../state';

/** The end of the road: a known path with another method is 405 (204 for OPTIONS), anything else 404. */
export function unmatched(): Middleware<ApiState> {
  return (ctx) => {
    const { matched = [] } = ctx as unknown as Partial<RouterContext>;
    const methods = [...new Set(matched.flatMap((layer) => layer.methods))].sort();
    if (methods.length === 0) throw new DomainError('request.not_found');
    ctx.set('Allow', [...methods, 'OPTIONS'].join(', '));
    if (ctx.method !== 'OPTIONS') throw new DomainError('request.method_not_allowed');
    ctx.status = 204;
  };
}
