import cors from '@koa/cors';
import type { Middleware } from 'koa';

const DAY_SECONDS = 86_400;

/** Lets the listed origins (scheme, host and port) call the API; no cookies are used, so none are allowed. */
export function crossOrigin(origins: readonly string[]): Middleware {
  const allowed = new Set(origins);
  return cors({
    // An empty string is no origin: the header is left out and the browser refuses.
    origin: (ctx) => (allowed.has(ctx.get('Origin')) ? ctx.get('Origin') : ''),
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: [
      'Authorization',
      'Content-Type',
      'Accept-Language',
      'If-Match',
      'Idempotency-Key',
      'X-Request-Id',
    ],
    exposeHeaders: [
      'X-Request-Id',
      'Retry-After',
      'Location',
      'ETag',
      'Idempotent-Replayed',
      'RateLimit',
      'RateLimit-Policy',
      'Content-Disposition',
    ],
    maxAge: DAY_SECONDS,
  });
}
