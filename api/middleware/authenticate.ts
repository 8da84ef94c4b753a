import type { KeyObject } from 'node:crypto';
import jwt from 'koa-jwt';
import { TokenExpiredError } from 'jsonwebtoken';
import type { Middleware } from 'koa';
import type { UserActor } from '../../domain/actor';
import { DomainError } from '../../domain/errors';
import { isUuid } from '../../domain/plainText';
import { seenAt } from '../../policies/ability';
import type { ApiState } from '../state';

export interface AuthenticateDeps {
  /** Made once by `createSecretKey`: a string secret would be parsed anew at each request, at 40 % of all CPU. */
  key: KeyObject;
  issuer: string;
  audience: string;
  /** The user behind a live session of an active user, else undefined. */
  loadSession: (sessionId: string, userId: string) => Promise<UserActor | undefined>;
}

interface Verified extends ApiState {
  claims?: Record<string, unknown>;
  token?: string;
  jwtOriginalError?: unknown;
}

/** Puts the signed-in user into the state, or refuses with the reason for which the token does not do. */
export function authenticate({ key, issuer, audience, loadSession }: AuthenticateDeps): Middleware<ApiState> {
  const verify = jwt({
    // The types know strings only; jsonwebtoken takes a KeyObject as it is.
    secret: key as unknown as string,
    algorithms: ['HS256'],
    issuer,
    audience,
    passthrough: true,
    key: 'claims',
    tokenKey: 'token',
  });

  return async (ctx, next) => {
    if (ctx.get('Authorization') === '') throw new DomainError('auth.token_missing');
    const state: Verified = ctx.state;
    await verify(ctx, async () => {});
    const { claims, token = '', jwtOriginalError } = state;
    if (jwtOriginalError instanceof TokenExpiredError) throw new DomainError('auth.token_expired');
    if (!claims || !isAccessToken(token, claims)) throw new DomainError('auth.token_invalid');
    const actor = await loadSession(claims.sid, claims.sub);
    if (!actor) throw new DomainError('auth.session_ended');
    ctx.state.sessionId = claims.sid;
    ctx.state.tokenExpiresAt = new Date(claims.exp * 1000);
    ctx.state.actor = seenAt(actor, ctx.state.address);
    await next();
  };
}

type AccessClaims = Record<string, unknown> & { sid: string; sub: string; exp: number };

/** jsonwebtoken demands neither a type nor an expiry (RFC 8725, 3.11 and 3.8). */
function isAccessToken(token: string, claims: Record<string, unknown>): claims is AccessClaims {
  if (typeof claims !== 'object' || typeof claims.exp !== 'number') return false;
  return isUuid(claims.sid) && isUuid(claims.sub) && typeOf(token) === 'JWT';
}

function typeOf(token: string): unknown {
  const header: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'));
  return typeof header === 'object' && header !== null && 'typ' in header ? header.typ : undefined;
}
