import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import Koa from 'koa';
import { panel } from '../../../api/pages/panel';

const folder = mkdtempSync(join(tmpdir(), 'proverka-panel-'));
const SCRIPT = 'console.log("панель")';
let server: Server;
let url: string;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Проверка</title>');
  writeFileSync(join(folder, 'assets', 'index-1.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'index-1.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'assets', 'index-1.js.gz'), gzipSync(SCRIPT));
  const app = new Koa();
  app.use(panel(folder));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const encodingOf = async (accepted: string) => {
  const response = await fetch(`${url}/assets/index-1.js`, { headers: { 'accept-encoding': accepted } });
  expect(await response.text()).toBe(SCRIPT);
  expect(response.headers.get('content-type')).toMatch(/javascript/);
  expect(response.headers.get('vary')).toMatch(/Accept-Encoding/);
  expect(response.headers.get('cache-control')).toMatch(/immutable/);
  return response.headers.get('content-encoding');
};

test('scripts go out as small as the browser takes them, and are never asked for again', async () => {
  expect(await encodingOf('gzip, deflate, br')).toBe('br');
  expect(await encodingOf('gzip, deflate')).toBe('gzip');
  expect(await encodingOf('identity')).toBeNull();
});

test('each address of a page gives the page itself, which is asked for anew each time', async () => {
  for (const path of ['/', '/at/01976f2e-7c1b-7d3a-9a51-3c2f8f1f0aff', '/scan']) {
    const response = await fetch(url + path, { headers: { accept: 'text/html' } });
    expect(await response.text()).toContain('Проверка');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  }
  expect((await fetch(`${url}/assets/gone.js`)).status).toBe(404);
});
