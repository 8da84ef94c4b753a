import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { eventually } from '../support/eventually';
import { PANEL, type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { PHONE, accessibilityFaults, openBrowser, signInAs } from './browser';

const folder = mkdtempSync(join(tmpdir(), 'proverka-app-'));
const panelFolder = join(folder, 'web');
const [WIDTH, HEIGHT, FRAMES] = [640, 480, 5];

let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let seeing: Browser;
let blind: Browser;
let areaId: string;
let tag: Buffer;

beforeAll(async () => {
  quietTemporal();
  cpSync(PANEL, panelFolder, { recursive: true });
  product = await startProduct({ panelFolder });
  people = await signedIn(product);
  areaId = (await product.database.db.pool('areas').first()).id;
  const { body } = await people.manager.get(`/areas/${areaId}/tag`);
  tag = await sharp(Buffer.from(body.qr_svg))
    .resize(360, 360)
    .flatten({ background: '#fff' })
    .png()
    .toBuffer();
  const film = join(folder, 'camera.y4m');
  writeFileSync(film, await filmOf(tag));
  seeing = await openBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  blind = await openBrowser();
}, 120_000);
afterAll(async () => {
  await seeing?.close();
  await blind?.close();
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a camera sees that is held before the picture, in Chromium's own format for tests. */
async function filmOf(picture: Buffer): Promise<Buffer> {
  const grey = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#777' } })
    .composite([{ input: picture }])
    .greyscale()
    .raw()
    .toBuffer();
  const frame = Buffer.concat([Buffer.from('FRAME\n'), grey, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)]);
}

async function aCheck(title: string): Promise<string> {
  const { id } = await product.build.aTemplate({
    questions: [{ type: 'yes_no', id: 'horn', text: 'Сигнал исправен?' }],
    settings: { reminders: [], report_formats: [] },
  });
  const check = { template_id: id, executor_id: people.executorId, area_id: areaId, title };
  return (await people.manager.post('/checks/', check)).body.id;
}

const becomes = (page: Page, expression: string, value: string) =>
  eventually(async () => expect(await page.evaluate(expression).catch(() => undefined)).toBe(value));
const isOpened = (page: Page, title: string) =>
  page.getByRole('heading', { level: 1, name: title }).waitFor();

test('the code on a machine opens its check by the camera, by a picture and by hand, and no other host is asked', async () => {
  const id = await aCheck('Пресс № 3');
  const context = await seeing.newContext(PHONE);
  const hosts = new Set<string>();
  context.on('request', (request) => {
    if (request.url().startsWith('http')) hosts.add(new URL(request.url()).host);
  });
  const page = await context.newPage();
  await signInAs(page, product.url, 'executor', PASSWORD);
  await page.getByRole('link', { name: 'Сканировать' }).click();
  await isOpened(page, 'Пресс № 3');
  expect(new URL(page.url()).pathname).toBe(`/fill/${id}`);
  expect([...hosts]).toEqual([new URL(product.url).host]);
  await context.close();

  await aCheck('Пресс № 3, ограждение');
  const without = await blind.newContext(PHONE);
  const blindPage = await without.newPage();
  await signInAs(blindPage, product.url, 'executor', PASSWORD);
  await blindPage.getByRole('link', { name: 'Сканировать' }).click();
  await blindPage.getByText(/^Камер[аы] не/).waitFor();
  expect(await accessibilityFaults(blindPage)).toEqual([]);
  const picture = (buffer: Buffer) => ({ name: 'tag.png', mimeType: 'image/png', buffer });
  const nothing = await sharp({ create: { width: 360, height: 360, channels: 3, background: '#777' } })
    .png()
    .toBuffer();
  await blindPage.locator('input[type=file]').setInputFiles(picture(nothing));
  await blindPage.getByText('Кода на снимке не видно').waitFor();
  await blindPage.locator('input[type=file]').setInputFiles(picture(tag));
  await isOpened(blindPage, 'Цех 1');
  await blindPage.getByText('Пресс № 3, ограждение').waitFor();
  expect(await accessibilityFaults(blindPage)).toEqual([]);
  await blindPage.goto(`${product.url}/scan`);
  await blindPage.getByRole('link', { name: 'Цех 1' }).click();
  await isOpened(blindPage, 'Цех 1');
  await without.close();
}, 120_000);

test('managers print the tags of an area and of all below it', async () => {
  const below = await people.manager.post('/areas/', {
    ...{ name: 'Пресс № 3', parent_id: areaId, time_zone: 'Europe/Moscow' },
  });
  expect(below.status).toBe(201);
  const context = await blind.newContext({ viewport: { width: 1200, height: 800 }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${product.url}/places/tags?area_id=${areaId}`);
  await page.getByLabel('User name').fill('manager');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  for (const name of ['Цех 1', 'Пресс № 3'])
    await page.getByRole('img', { name: `QR tag: ${name}` }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await eventually(async () =>
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false),
  );
  await eventually(async () =>
    expect(await page.getByRole('img', { name: 'QR tag: Цех 1' }).isVisible()).toBe(true),
  );
  await context.close();
}, 60_000);

test('a newer panel is offered, and taking it loses nothing of what is being typed', async () => {
  await aCheck('Пресс новой версии');
  const context = await blind.newContext(PHONE);
  const page = await context.newPage();
  await signInAs(page, product.url, 'executor', PASSWORD);
  await becomes(page, 'navigator.serviceWorker.controller?.state', 'activated');
  await page.getByText('Пресс новой версии').click();
  await page.getByRole('button', { name: 'Да', exact: true }).click();
  const comment = page.getByLabel('Комментарий');
  await comment.pressSequentially('Не успел допис');

  const file = join(panelFolder, 'sw.js');
  for (const name of [`${file}.br`, `${file}.gz`]) rmSync(name);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/BUILD = '[^']+'/, "BUILD = 'next'"));
  await page.evaluate('navigator.serviceWorker.getRegistration().then((one) => one.update())');
  await page.getByText('Есть новая версия').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await eventually(async () => expect(await comment.inputValue()).toBe('Не успел допис'));
  await page.getByRole('button', { name: 'Обновить' }).click();
  await becomes(page, 'caches.keys().then((names) => names.join())', 'proverka-next');
  await becomes(page, "document.querySelector('textarea')?.value", 'Не успел допис');
  expect(await page.getByText('Есть новая версия').count()).toBe(0);
  await context.close();
}, 60_000);

test('the panel can be installed: its manifest names icons that are what they say', async () => {
  const manifest = JSON.parse(await (await fetch(`${product.url}/manifest.webmanifest`)).text());
  expect(manifest).toMatchObject({ display: 'standalone', start_url: '/', scope: '/' });
  const icons = manifest.icons as { src: string; sizes: string; type: string; purpose?: string }[];
  expect(icons.map(({ sizes, purpose = 'any' }) => `${sizes} ${purpose}`)).toEqual(
    expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']),
  );
  const sizeOf = async (path: string) => {
    const { width, height, format } = await sharp(
      Buffer.from(await (await fetch(product.url + path)).arrayBuffer()),
    ).metadata();
    return `${format} ${width}x${height}`;
  };
  for (const { src, sizes, type } of icons)
    if (type === 'image/png') expect(await sizeOf(src)).toBe(`png ${sizes}`);
  expect(await sizeOf('/apple-touch-icon.png')).toBe('png 180x180');
});
