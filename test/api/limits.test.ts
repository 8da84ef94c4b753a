import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Type } from '@sinclair/typebox';
import pino from 'pino';
import { Registry } from 'prom-client';
import { createApp } from '../../api/app';
import { closeServer } from '../../api/closeServer';
import { createHttpServer } from '../../api/httpServer';
import { route } from '../../api/route';
import type { RequestLimits } from '../../api/middleware/limitRequests';
import type { RequestLimiter } from '../../services/limits/requestLimiter';
import { SAMPLE_ROUTES } from './sampleRoutes';
import { ACTOR, AUDIENCE, ISSUER, KEY, type Sample, aToken, startSample } from './startSample';

const whoami = route({
  method: 'get',
  path: '/whoami',
  summary: 'Where the request comes from',
  tag: 'things',
  auth: 'none',
  returns: { 200: Type.Object({ address: Type.String() }) },
  refuses: [],
  handle: async ({ address }) => ({ address }),
});
const signedIn = route({
  method: 'get',
  path: '/signed-in',
  summary: 'Where the caller comes from',
  tag: 'things',
  returns: { 200: Type.Object({ address: Type.String() }) },
  refuses: [],
  handle: async ({ actor }) => ({ address: actor.address ?? '' }),
});
const ROUTES = [...SAMPLE_ROUTES, whoami, signedIn];

let sample: Sample;
beforeAll(async () => {
  sample = await startSample(ROUTES);
});
afterAll(() => sample?.stop());

async function withSample<T>(deps: Parameters<typeof startSample>[1], act: (other: Sample) => Promise<T>) {
  const other = await startSample(ROUTES, deps);
  return act(other).finally(other.stop);
}

describe('addresses', () => {
  test('8 KiB of address are read, one byte more is 414', async () => {
    const path = '/api/v1/things?cursor=';
    const status = async (length: number) =>
      (await sample.call('GET', `/things?cursor=${'x'.repeat(length - path.length)}`)).body.code;
    expect(await status(8192)).toBe('request.invalid');
    expect(await status(8193)).toBe('request.url_too_long');
  });

  test('a hundred parameters are read, one more is refused as a whole', async () => {
    const faults = async (parameters: number) => {
      const query = Array.from({ length: parameters }, (_, n) => `p${n}=1`).join('&');
      const { status, body } = await sample.call('GET', `/things?${query}`);
      return [status, body.errors.length, body.errors[0]?.code];
    };
    expect(await faults(100)).toEqual([400, 100, 'field.unknown']);
    expect(await faults(101)).toEqual([400, 1, 'field.too_long']);
  });
});

describe('the server', () => {
  let server: Server;
  beforeAll(async () => {
    const app = createApp({
      routes: ROUTES,
      logger: pino({ level: 'silent' }),
      registry: new Registry(),
      loadSession: async () => ACTOR,
      readiness: async () => ({ status: 'ok', parts: {} }),
      config: {
        version: '0',
        checkReplies: true,
        secure: false,
        corsOrigins: [],
        jwt: { key: KEY, issuer: ISSUER, audience: AUDIENCE },
      },
    });
    const quick = { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 };
    server = createHttpServer(app.callback(), undefined, quick);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => closeServer(server, 100));

  /** The first line of what comes back for bytes as they are. */
  async function firstLine(bytes: string): Promise<string> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += String(chunk))).on('error', () => undefined);
    socket.write(bytes);
    await once(socket, 'close');
    return text.split('\r\n')[0] ?? '';
  }
  const withHeaders = (bytes: number) =>
    `GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Filler: ${'x'.repeat(bytes)}\r\n\r\n`;

  test('headers of nearly 16 KiB are read, more is 431', async () => {
    expect(await firstLine(withHeaders(16_000))).toBe('HTTP/1.1 200 OK');
    expect(await firstLine(withHeaders(16_384))).toBe('HTTP/1.1 431 Request Header Fields Too Large');
  });

  test('an address of 20 KiB does not come as far as the application', async () => {
    const request = `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    expect(await firstLine(request)).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('who does not finish the headers is cut off', async () => {
    expect(await firstLine('GET /health HTTP/1.1\r\nHost: a\r\n')).toBe('HTTP/1.1 408 Request Timeout');
  });

  test('who does not finish the body is cut off', async () => {
    const head = 'POST /api/v1/things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
    const started = `${head}Authorization: Bearer ${aToken()}\r\nContent-Length: 100\r\n\r\n{"name"`;
    expect(await firstLine(started)).toBe('HTTP/1.1 408 Request Timeout');
  });

  test('its limits are what production runs with', () => {
    const usual = createHttpServer(() => undefined);
    const { headersTimeout, requestTimeout, timeout } = usual;
    expect({ headersTimeout, requestTimeout, timeout }).toEqual({
      headersTimeout: 15_000,
      requestTimeout: 300_000,
      timeout: 60_000,
    });
  });
});

describe('multipart bodies', () => {
  const path = '/things/01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a13/comment';
  const codeFor = async (fill: (form: FormData) => void) => {
    const form = new FormData();
    fill(form);
    return (await sample.call('POST', path, { raw: form })).body.code;
  };
  const fields = (count: number) => (form: FormData) => {
    for (let n = 0; n < count; n += 1) form.set(`part${n}`, 'x');
  };

  test('20 text parts are read, one more is 413', async () => {
    expect(await codeFor(fields(20))).toBe('request.invalid');
    expect(await codeFor(fields(21))).toBe('request.too_large');
  });

  test('64 KiB of a text part are read, one byte more is 413', async () => {
    expect(await codeFor((form) => form.set('text', 'x'.repeat(64 * 1024)))).toBeUndefined();
    expect(await codeFor((form) => form.set('text', 'x'.repeat(64 * 1024 + 1)))).toBe('request.too_large');
  });
});

describe('forwarded addresses', () => {
  const forged = { 'X-Forwarded-For': '6.6.6.6', Forwarded: 'for=6.6.6.6', 'X-Real-IP': '6.6.6.6' };
  const addressSeen = async (other: Sample, headers: Record<string, string>, path = '/whoami') =>
    (await other.call('GET', path, { headers })).body.address;

  test('are not believed unless told: not by handlers, the audit log or the access log', async () => {
    expect(await addressSeen(sample, forged)).toBe('127.0.0.1');
    expect(await addressSeen(sample, forged, '/signed-in')).toBe('127.0.0.1');
    expect(JSON.stringify(sample.log)).not.toContain('6.6.6.6');
  });

  test('with one proxy only what it has added itself is believed', async () => {
    await withSample({ config: { trustedProxies: 1 } }, async (other) => {
      expect(await addressSeen(other, { 'X-Forwarded-For': '6.6.6.6, 203.0.113.5' })).toBe('203.0.113.5');
      expect(await addressSeen(other, { 'X-Forwarded-For': '6.6.6.6,nonsense' })).toBe('127.0.0.1');
      expect(await addressSeen(other, {})).toBe('127.0.0.1');
      expect(await addressSeen(other, { 'X-Forwarded-For': '203.0.113.5' }, '/signed-in')).toBe(
        '203.0.113.5',
      );
    });
  });

  test('with two proxies the outer one’s word counts', async () => {
    await withSample({ config: { trustedProxies: 2 } }, async (other) => {
      const headers = { 'X-Forwarded-For': '6.6.6.6, 203.0.113.5, 10.0.0.2' };
      expect(await addressSeen(other, headers)).toBe('203.0.113.5');
      expect(await addressSeen(other, { 'X-Forwarded-For': '10.0.0.2' })).toBe('127.0.0.1');
    });
  });
});

describe('requests', () => {
  /** Counts without a database; what settles is tested beside the limiter. */
  function aLimiter(): RequestLimiter & { taken: string[] } {
    const taken: string[] = [];
    return {
      taken,
      take(subject, limit) {
        taken.push(subject);
        const used = taken.filter((other) => other === subject).length;
        return { allowed: used <= limit, remaining: Math.max(0, limit - used), resetSeconds: 17 };
      },
      settle: async () => undefined,
      stop: () => undefined,
    };
  }
  const limitsOf = (over: Partial<RequestLimits> = {}) => ({
    limits: { limiter: aLimiter(), perUser: 3, perAddress: 10, ...over },
  });

  test('every reply tells the limits and what is left of them', async () => {
    await withSample(limitsOf(), async (other) => {
      const { headers, status } = await other.call('GET', '/signed-in');
      expect(status).toBe(200);
      expect(headers.get('RateLimit-Policy')).toBe('"address";q=10;w=60, "user";q=3;w=60');
      expect(headers.get('RateLimit')).toBe('"address";r=9;t=17, "user";r=2;t=17');
      const open = await other.call('GET', '/whoami', { token: null });
      expect(open.headers.get('RateLimit')).toBe('"address";r=8;t=17');
    });
  });

  test('a user over the limit is told when to come back', async () => {
    await withSample(limitsOf(), async (other) => {
      const statuses: number[] = [];
      for (let n = 0; n < 4; n += 1) statuses.push((await other.call('GET', '/signed-in')).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
      const refused = await other.call('GET', '/signed-in');
      expect(refused.body.code).toBe('request.rate_limited');
      expect(refused.headers.get('Retry-After')).toBe('17');
      expect(refused.headers.get('RateLimit')).toContain('"user";r=0;t=17');
    });
  });

  test('an address over the limit is refused before anybody looks at its token', async () => {
    await withSample(limitsOf({ perAddress: 1 }), async (other) => {
      await other.call('GET', '/nowhere', { token: 'wrong' });
      const refused = await other.call('GET', '/signed-in', { token: 'wrong' });
      expect([refused.status, refused.body.code]).toEqual([429, 'request.rate_limited']);
    });
  });

  test('forged addresses do not make a new subject', async () => {
    const { limits } = limitsOf({ perAddress: 1 });
    await withSample({ limits }, async (other) => {
      const from = (address: string) =>
        other.call('GET', '/whoami', { headers: { 'X-Forwarded-For': address } });
      expect([(await from('6.6.6.6')).status, (await from('7.7.7.7')).status]).toEqual([200, 429]);
    });
  });

  test('health and metrics are never refused', async () => {
    await withSample(limitsOf({ perAddress: 0 }), async ({ url }) => {
      for (const path of ['/health', '/health/ready', '/metrics'])
        expect((await fetch(url + path)).status).toBe(200);
      expect((await fetch(`${url}/api/v1/whoami`)).status).toBe(429);
    });
  });
});
