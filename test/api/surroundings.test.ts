import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { Type } from '@sinclair/typebox';
import { closeServer } from '../../api/closeServer';
import { route } from '../../api/route';
import { SAMPLE_ROUTES } from './sampleRoutes';
import { aToken, startSample, type Sample, type SampleDeps } from './startSample';

let sample: Sample;
beforeAll(async () => {
  sample = await startSample(SAMPLE_ROUTES);
});
afterAll(() => sample.stop());

async function withSample<T>(deps: SampleDeps, act: (other: Sample) => Promise<T>): Promise<T> {
  const other = await startSample(SAMPLE_ROUTES, deps);
  return act(other).finally(other.stop);
}

describe('health', () => {
  test('liveness needs no part and no token', async () => {
    const response = await fetch(`${sample.url}/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  test.each([
    ['ok', 200],
    ['degraded', 200],
    ['down', 503],
  ] as const)('readiness %s is %d', async (status, code) => {
    const response = await withSample({ readiness: async () => ({ status, parts: {} }) }, ({ url }) =>
      fetch(`${url}/health/ready/`),
    );
    expect(response.status).toBe(code);
  });

  test('metrics count requests by route, not by path', async () => {
    await sample.call('GET', '/things/01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a13');
    await sample.call('GET', '/never-heard-of');
    const text = await (await fetch(`${sample.url}/metrics`)).text();
    expect(text).toContain(
      'proverka_http_request_duration_seconds_count{method="GET",route="/api/v1/things/{check_id}",status="200"}',
    );
    expect(text).toContain('route="unmatched",status="404"');
    expect(text).toContain('proverka_http_errors_total{route="unmatched",code="request.not_found"}');
    expect(text).not.toContain('never-heard-of');
  });

  test('metrics forwarded from elsewhere need the token', async () => {
    const forwarded = { 'X-Forwarded-For': '10.0.0.1' };
    expect((await fetch(`${sample.url}/metrics`, { headers: forwarded })).status).toBe(403);
    await withSample({ config: { metricsToken: 'm' } }, async ({ url }) => {
      const status = async (token?: string) =>
        (
          await fetch(`${url}/metrics`, {
            headers: { ...forwarded, ...(token && { Authorization: `Bearer ${token}` }) },
          })
        ).status;
      expect(await status('m')).toBe(200);
      expect(await status('x')).toBe(401);
      expect(await status()).toBe(401);
    });
  });
});

describe('headers', () => {
  test('every reply carries the security headers', async () => {
    for (const path of ['/', '/api/v1/things', '/nothing', '/health']) {
      const { headers } = await fetch(sample.url + path);
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('X-Powered-By')).toBeNull();
      expect(headers.get('Strict-Transport-Security')).toBeNull();
    }
  });

  test('over TLS the browser is told to stay there', async () => {
    const { headers } = await withSample({ config: { secure: true } }, ({ url }) => fetch(url));
    expect(headers.get('Strict-Transport-Security')).toContain('max-age=');
  });

  test('only listed origins may call, and read refusals too', async () => {
    const allowed = async (origin: string) =>
      (await sample.call('GET', '/things/1', { headers: { Origin: origin } })).headers.get(
        'Access-Control-Allow-Origin',
      );
    expect(await allowed('https://panel.example')).toBe('https://panel.example');
    expect(await allowed('https://evil.example')).toBeNull();
    expect(await allowed('https://panel.example.evil.example')).toBeNull();
    expect(await allowed('null')).toBeNull();
  });

  test('a preflight of a listed origin is answered without a token', async () => {
    const headers = { Origin: 'https://panel.example', 'Access-Control-Request-Method': 'POST' };
    const answer = await sample.call('OPTIONS', '/things', { headers, token: null });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('Access-Control-Allow-Methods')).toContain('PATCH');
  });
});

describe('the log', () => {
  test('tells who asked for what, and neither token, body nor query', async () => {
    const token = aToken();
    await sample.call('GET', '/things?cursor=geheim', { token, headers: { 'X-Request-Id': 'logged' } });
    await sample.call('POST', '/auth/login', { body: { username: 'a', password: 'geheim' }, token: null });
    const line = sample.log.find(({ request_id }) => request_id === 'logged');
    expect(line).toMatchObject({
      method: 'GET',
      path: '/api/v1/things',
      route: '/api/v1/things/',
      status: 400,
    });
    expect(line?.user_id).toMatch(/^01976f2e/);
    const all = JSON.stringify(sample.log);
    expect(all).not.toContain('geheim');
    expect(all).not.toContain(token.slice(-20));
  });

  test('holds one line a request, whatever the path tries', async () => {
    const before = sample.log.length;
    await fetch(`${sample.url}/a%0a{"level":60}`);
    expect(sample.log.length).toBe(before + 1);
  });
});

describe('shutting down', () => {
  test('a running request is finished, and no new connection is taken', async () => {
    const events = new EventEmitter();
    const reached = once(events, 'reached');
    const slow = route({
      method: 'get',
      path: '/slow',
      summary: 'Wait',
      tag: 'odd',
      auth: 'none',
      returns: { 200: Type.Object({ ok: Type.Boolean() }) },
      refuses: [],
      handle: async () => {
        events.emit('reached');
        await once(events, 'go');
        return { ok: true };
      },
    });
    const other = await startSample([slow]);
    const running = other.call('GET', '/slow', { token: null });
    await reached;
    const closed = closeServer(other.server);
    await expect(fetch(`${other.url}/health`)).rejects.toThrow();
    events.emit('go');
    expect((await running).status).toBe(200);
    await closed;
  });

  test('a request that never ends is cut after the grace', async () => {
    const other = await startSample([]);
    const socket = connect(Number(new URL(other.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.resume();
    socket.write('POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n');
    const ended = once(socket, 'close');
    await closeServer(other.server, 50);
    await ended;
  });
});
