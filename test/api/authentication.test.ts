import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { getThing } from './sampleRoutes';
import {
  aToken,
  AUDIENCE,
  ISSUER,
  KEY,
  SESSION_ID,
  startSample,
  USER_ID,
  type Sample,
  type TokenParts,
} from './startSample';

const ID = '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a13';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

let sample: Sample;
beforeAll(async () => {
  sample = await startSample([getThing]);
});
afterAll(() => sample.stop());

const get = (headers: Record<string, string>) =>
  sample.call('GET', `/things/${ID}`, { token: null, headers });
const withToken = (token: string) => get({ Authorization: `Bearer ${token}` });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = {
  sid: SESSION_ID,
  sub: USER_ID,
  iss: ISSUER,
  aud: AUDIENCE,
  exp: Math.floor(Date.now() / 1000) + 900,
};
const withParts = (parts: TokenParts) => aToken(parts);

test('a good token is taken', async () => {
  const answer = await withToken(aToken());
  expect(answer.status).toBe(200);
  expect(answer.body.name).toBe(USER_ID);
});

test('no token', async () => {
  const answer = await get({});
  expect([answer.status, answer.body.code]).toEqual([401, 'auth.token_missing']);
  expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer realm="proverka"');
});

test('an expired token', async () => {
  const answer = await withToken(withParts({ options: { expiresIn: -1 } }));
  expect([answer.status, answer.body.code]).toEqual([401, 'auth.token_expired']);
  expect(answer.headers.get('WWW-Authenticate')).toContain('error="invalid_token"');
});

test('a token of an ended session', async () => {
  const answer = await withToken(withParts({ claims: { sid: '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a99' } }));
  expect([answer.status, answer.body.code]).toEqual([401, 'auth.session_ended']);
});

const [head = '', body = '', signature = ''] = aToken().split('.');
const tampered: [string, string][] = [
  ['algorithm none', `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`],
  ['algorithm none with a signature', `${part({ alg: 'none', typ: 'JWT' })}.${body}.${signature}`],
  ['RS256', jwt.sign(claims, rsa.privateKey, { algorithm: 'RS256' })],
  [
    'HS256 keyed by a public key',
    jwt.sign(
      claims,
      createSecretKey(rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string, 'utf8'),
    ),
  ],
  ['HS512 by the right key', withParts({ options: { algorithm: 'HS512' } })],
  ['a foreign key', withParts({ key: createSecretKey(randomBytes(32)) })],
  ['an empty key', `${head}.${body}.`],
  ['another issuer', withParts({ options: { issuer: 'other' } })],
  ['another audience', withParts({ options: { audience: 'other' } })],
  ['another type', withParts({ options: { header: { alg: 'HS256', typ: 'refresh+jwt' } } })],
  ['no expiry', jwt.sign({ sid: SESSION_ID, sub: USER_ID, iss: ISSUER, aud: AUDIENCE }, KEY)],
  ['not valid yet', withParts({ options: { notBefore: 600 } })],
  ['no session', withParts({ claims: { sid: undefined } })],
  ['a session that is no UUID', withParts({ claims: { sid: "' or 1=1" } })],
  ['a changed payload', `${head}.${part({ ...claims, sub: ID })}.${signature}`],
  ['a payload that is no object', jwt.sign('text', KEY)],
  ['garbage', 'abc'],
  ['dots', '..'],
];
test.each(tampered)('%s is refused', async (_name, token) => {
  const answer = await withToken(token);
  expect([answer.status, answer.body.code]).toEqual([401, 'auth.token_invalid']);
});

test.each(['Basic dXNlcjpwYXNz', 'Bearer', `Bearer ${aToken()} x`, 'x'])(
  'the header %.12s is refused',
  async (header) => {
    const answer = await get({ Authorization: header });
    expect([answer.status, answer.body.code]).toEqual([401, 'auth.token_invalid']);
  },
);

test('a token in a cookie or a query does not count', async () => {
  expect((await get({ Cookie: `token=${aToken()}` })).body.code).toBe('auth.token_missing');
  const answer = await sample.call('GET', `/things/${ID}?access_token=${aToken()}`, { token: null });
  expect(answer.status).toBe(401);
});

test('a sign-in is asked for before anything is said of the path or the body', async () => {
  expect((await sample.call('GET', '/things/1', { token: null })).status).toBe(401);
});
