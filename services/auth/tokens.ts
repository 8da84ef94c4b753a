import { type KeyObject, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { UserActor } from '../../domain/actor';
import { isUuid } from '../../domain/plainText';

export const TOKEN_ISSUER = 'proverka';
export const TOKEN_AUDIENCE = 'proverka-api';
export const ACCESS_TOKEN_SECONDS = 15 * 60;

const SECRET_BYTES = 32;
const SEAL_BYTES = 16;

/** The access token of a session, good for ACCESS_TOKEN_SECONDS. */
export function signAccessToken(actor: UserActor, sessionId: string, key: KeyObject, now: Date): string {
  const { user_id, role, permissions } = actor;
  const iat = Math.floor(now.getTime() / 1000);
  return jwt.sign({ role, permissions, sid: sessionId, iat }, key, {
    algorithm: 'HS256',
    subject: user_id,
    issuer: TOKEN_ISSUER,
    audience: TOKEN_AUDIENCE,
    expiresIn: ACCESS_TOKEN_SECONDS,
  });
}

export interface RefreshToken {
  token: string;
  /** What is stored in its place. */
  hash: Buffer;
}

/** `<session id>.<random and seal>`. The seal tells a used token, which ends its session, from an invented one. */
export function createRefreshToken(sessionId: string, key: KeyObject): RefreshToken {
  const random = randomBytes(SECRET_BYTES);
  const secret = Buffer.concat([random, seal(sessionId, random, key)]);
  return { token: `${sessionId}.${secret.toString('base64url')}`, hash: hashOf(secret) };
}

/** Undefined for anything that this product has not issued. */
export function readRefreshToken(
  token: string,
  key: KeyObject,
): { sessionId: string; hash: Buffer } | undefined {
  const [sessionId, text = '', ...rest] = token.split('.');
  const secret = Buffer.from(text, 'base64url');
  if (!isUuid(sessionId) || rest.length > 0 || secret.length !== SECRET_BYTES + SEAL_BYTES) return undefined;
  const expected = seal(sessionId, secret.subarray(0, SECRET_BYTES), key);
  if (!timingSafeEqual(secret.subarray(SECRET_BYTES), expected)) return undefined;
  return { sessionId, hash: hashOf(secret) };
}

function seal(sessionId: string, random: Buffer, key: KeyObject): Buffer {
  // The colon keeps it apart from the JWTs under the same key: base64url has none.
  return createHmac('sha256', key)
    .update(`refresh:${sessionId}:`)
    .update(random)
    .digest()
    .subarray(0, SEAL_BYTES);
}

const hashOf = (secret: Buffer): Buffer => createHash('sha256').update(secret).digest();
