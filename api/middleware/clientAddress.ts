import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Middleware } from 'koa';
import type { ApiState } from '../state';

/**
 * Finds out where a request comes from: the socket's other end, or with `trustedProxies` in front the address that the
 * outermost of them has seen. What else stands in X-Forwarded-For is the client's own claim and is not believed.
 */
export function clientAddress(trustedProxies: number): Middleware<ApiState> {
  return (ctx, next) => {
    ctx.state.address = addressOf(ctx.req, trustedProxies);
    return next();
  };
}

function addressOf({ headers, socket }: IncomingMessage, trustedProxies: number): string {
  const own = socket.remoteAddress ?? '';
  const forwarded = headers['x-forwarded-for'];
  if (trustedProxies === 0 || typeof forwarded !== 'string') return own;
  const seen = forwarded.split(',').at(-trustedProxies)?.trim() ?? '';
  return isIP(seen) === 0 ? own : seen;
}
