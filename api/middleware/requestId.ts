import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { ApiState } from '../state';

const TAKEN = /^[A-Za-z0-9_-]{1,64}$/;

/** Takes the caller's `X-Request-Id` where it is harmless in a log line, else makes one; the reply tells it. */
export function requestId(): Middleware<ApiState> {
  return (ctx, next) => {
    const given = ctx.get('X-Request-Id');
    ctx.state.requestId = TAKEN.test(given) ? given : randomUUID();
    ctx.set('X-Request-Id', ctx.state.requestId);
    return next();
  };
}
