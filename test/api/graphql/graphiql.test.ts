import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { type Sample, aToken } from '../startSample';
import { type Plant, aPlant } from './aPlant';

let plant: Plant;
let sample: Sample;
let closed: Sample;

beforeAll(async () => {
  plant = await aPlant();
  sample = await plant.serve();
  closed = await plant.serve({ graphiql: false });
});
afterAll(async () => {
  await sample?.stop();
  await closed?.stop();
  await plant?.database.close();
});

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const page = (from: Sample, path = '/graphql') =>
  fetch(`${from.url}${path}`, { headers: { Accept: BROWSER } });

test('browsers are given GraphiQL, from this server alone', async () => {
  const html = await page(sample);
  expect([html.status, html.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
  const text = await html.text();
  expect(text).not.toMatch(/\bhttps?:|src="\/\/|href="\/\//);
  expect(text).not.toMatch(/<script>|<script [^>]*>[^<]/);
  const policy = html.headers.get('Content-Security-Policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self';");
  const assets = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(assets).toEqual(['/graphql/graphiql.css', '/graphql/start.js', '/graphql/graphiql.js']);
  for (const path of [...assets, ...WORKERS]) {
    const answer = await page(sample, path);
    expect([path, answer.status]).toEqual([path, 200]);
    if (path.endsWith('.css')) expect(await answer.text()).not.toMatch(/url\(\s*["']?(https?:)?\/\/|@import/);
  }
});

const WORKERS = ['editorWorkerService', 'json', 'graphql'].map((name) => `/graphql/${name}.worker.js`);

test('a page reloaded with its query is the page, and programs are given JSON', async () => {
  expect((await page(sample, '/graphql?query={me{id}}')).headers.get('Content-Type')).toContain('text/html');
  const token = aToken({ claims: { sub: plant.admin.user_id } });
  const program = await fetch(`${sample.url}/graphql?query={me{id}}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(await program.json()).toEqual({ data: { me: { id: plant.admin.user_id } } });
});

test('where it is off there is no page', async () => {
  expect((await page(closed)).status).toBe(401);
  expect((await page(closed, '/graphql/graphiql.js')).status).toBe(404);
});

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
// GraphiQL is for development: a machine without Chromium tests the rest; CI installs it.
const inBrowser = CHROMIUM ? test : test.skip;

inBrowser('with a token in the headers editor a query is answered, and no other host is asked', async () => {
  const browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ['--no-sandbox'] });
  try {
    const tab = await browser.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    tab.on('request', (request) => void asked.push(request.url()));
    tab.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
    });
    tab.on('pageerror', (error) => void complaints.push(error.message));
    await tab.goto(`${sample.url}/graphql?query={me{username}}`);
    await tab.getByText('Headers', { exact: true }).click();
    const editor = tab.locator('.graphiql-editor-tool .monaco-editor:visible');
    await editor.click();
    // To the end of `"Authorization": "Bearer "`, before its last quote.
    for (const key of ['ControlOrMeta+Home', 'ArrowDown', 'End', 'ArrowLeft']) await tab.keyboard.press(key);
    const token = aToken({ claims: { sub: plant.executor.user_id } });
    await tab.keyboard.insertText(token);
    await tab.getByRole('button', { name: /execute/i }).click();
    await tab.locator('.result-window').getByText('ivanov').waitFor({ timeout: 20_000 });
    const foreign = asked.filter((url) => !url.startsWith(sample.url) && !/^(data|blob):/.test(url));
    expect([foreign, complaints]).toEqual([[], []]);
  } finally {
    await browser.close();
  }
});
