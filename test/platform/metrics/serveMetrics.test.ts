import { networkInterfaces } from 'node:os';
import { Counter, Registry } from 'prom-client';
import { type MetricsServerOptions, serveMetrics } from '../../../platform/metrics/serveMetrics';
import { freePort } from '../../../worker/metrics';

const stops: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

async function served(over: Partial<MetricsServerOptions> = {}): Promise<number> {
  const registry = new Registry();
  new Counter({ name: 'proverka_own_total', help: 'Ours', registers: [registry] });
  const port = await freePort();
  stops.push(await serveMetrics({ host: '0.0.0.0', port, registry, ...over }));
  return port;
}

const get = (port: number, path = '/metrics', headers = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, { headers });

test('one page holds our metrics and the others', async () => {
  const port = await served({ also: async () => '# TYPE temporal_x counter\ntemporal_x 1\n' });
  const reply = await get(port);
  expect(reply.headers.get('Content-Type')).toContain('text/plain; version=0.0.4');
  expect(await reply.text()).toMatch(/^proverka_own_total 0\n# TYPE temporal_x counter\ntemporal_x 1\n$/m);
});

test('ours are served while the others cannot be had', async () => {
  const port = await served({ also: () => Promise.reject(new Error('not yet')) });
  const reply = await get(port);
  expect(reply.status).toBe(200);
  expect(await reply.text()).toContain('proverka_own_total 0');
});

test('a container asks /health, and nothing else is served', async () => {
  const port = await served();
  expect(await (await get(port, '/health')).json()).toEqual({ status: 'ok' });
  expect((await get(port, '/')).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status).toBe(405);
});

test('what a proxy forwards from elsewhere needs the token', async () => {
  const forwarded = { 'X-Forwarded-For': '203.0.113.7' };
  expect((await get(await served(), '/metrics', forwarded)).status).toBe(403);
  const port = await served({ token: 'a token of sixteen' });
  const status = async (Authorization?: string) =>
    (await get(port, '/metrics', { ...forwarded, ...(Authorization && { Authorization }) })).status;
  expect(await status()).toBe(401);
  expect(await status('Bearer another')).toBe(401);
  expect(await status('Bearer a token of sixteen')).toBe(200);
});

const outer = Object.values(networkInterfaces())
  .flat()
  .find((face) => face?.family === 'IPv4' && !face.internal)?.address;

(outer ? test : test.skip)('from another address than loopback the token is needed too', async () => {
  const port = await served({ token: 'a token of sixteen' });
  const from = (headers = {}) => fetch(`http://${outer}:${port}/metrics`, { headers });
  expect((await from()).status).toBe(401);
  expect((await from({ Authorization: 'Bearer a token of sixteen' })).status).toBe(200);
});

test('a taken port is told with its address', async () => {
  const port = await served();
  await expect(served({ port })).rejects.toThrow(`Metrics cannot be served on 0.0.0.0:${port}`);
});
