import { createSecretKey, randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { v7 as uuidv7 } from 'uuid';
import type { UserActor } from '../../../domain/actor';
import { createRefreshToken, readRefreshToken, signAccessToken } from '../../../services/auth/tokens';

const key = createSecretKey(randomBytes(32));
const sessionId = uuidv7();
const actor: UserActor = {
  kind: 'user',
  user_id: uuidv7(),
  role: 'executor',
  permissions: ['FILL_CHECKS'],
  area_id: null,
  locale: 'ru',
};

test('an access token says who, in which session, with what rights, for 15 minutes', () => {
  const now = new Date('2026-03-01T08:00:00.900Z');
  const token = signAccessToken(actor, sessionId, key, now);
  expect(jwt.decode(token, { complete: true })).toMatchObject({
    header: { alg: 'HS256', typ: 'JWT' },
    payload: {
      sub: actor.user_id,
      sid: sessionId,
      role: 'executor',
      permissions: ['FILL_CHECKS'],
      iss: 'proverka',
      aud: 'proverka-api',
      iat: 1772352000,
      exp: 1772352900,
    },
  });
});

test('a refresh token leads back to its session and to the hash that is stored', () => {
  const { token, hash } = createRefreshToken(sessionId, key);
  expect(token.startsWith(`${sessionId}.`)).toBe(true);
  expect(readRefreshToken(token, key)).toEqual({ sessionId, hash });
  expect(token).not.toContain(hash.toString('base64url'));
});

const { token } = createRefreshToken(sessionId, key);
const secret = token.split('.')[1] ?? '';
test.each([
  ['nothing', ''],
  ['a session without a secret', sessionId],
  ['an invented secret', `${sessionId}.${randomBytes(48).toString('base64url')}`],
  ['a secret of another session', `${uuidv7()}.${secret}`],
  ['a changed secret', `${sessionId}.${secret.startsWith('A') ? 'B' : 'A'}${secret.slice(1)}`],
  ['a cut secret', `${sessionId}.${secret.slice(0, -4)}`],
  ['more parts', `${token}.x`],
  ['a session that is no UUID', `x.${secret}`],
])('%s is no refresh token', (_name, text) => {
  expect(readRefreshToken(text, key)).toBeUndefined();
});

test('a refresh token under another key is none', () => {
  expect(readRefreshToken(token, createSecretKey(randomBytes(32)))).toBeUndefined();
});
