import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** `denied`: no token is set, so that nobody beyond this machine is let in. */
export type ScrapeAccess = 'allowed' | 'denied' | 'token_missing' | 'token_invalid';

/** /metrics is open on loopback, elsewhere only with the token. */
export function scrapeAccess(request: IncomingMessage, token: string | undefined): ScrapeAccess {
  if (isLocal(request)) return 'allowed';
  if (token === undefined) return 'denied';
  const { authorization } = request.headers;
  if (!authorization) return 'token_missing';
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`)) ? 'allowed' : 'token_invalid';
}

/** By the socket alone. A proxy on the same machine is no reason for trust: what it forwards comes from elsewhere. */
function isLocal({ headers, socket }: IncomingMessage): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
  const address = socket.remoteAddress ?? '';
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

const digest = (text: string) => createHash('sha256').update(text).digest();
