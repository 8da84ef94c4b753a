import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { aPhone, accessibilityFaults, signInAs } from './browser';

let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let photo: { name: string; mimeType: string; buffer: Buffer };
const phones: ReturnType<typeof aPhone>[] = [];

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  people = await signedIn(product);
  const buffer = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#33c' } })
    .jpeg()
    .toBuffer();
  photo = { name: 'front.jpg', mimeType: 'image/jpeg', buffer };
}, 120_000);
afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.dispose();
});
afterAll(() => product?.stop());

const HORN = { type: 'yes_no', id: 'horn', text: 'Сигнал исправен?' };
const FRONT = { type: 'photo', id: 'front', text: 'Фото спереди' };

async function aCheck(title: string, questions: object[] = [HORN]): Promise<string> {
  const { id } = await product.build.aTemplate({
    questions,
    settings: { reminders: [], report_formats: [] },
  });
  const check = { template_id: id, executor_id: people.executorId, title };
  return (await people.manager.post('/checks/', check)).body.id;
}

async function aSignedInPhone(): Promise<{
  phone: ReturnType<typeof aPhone>;
  context: BrowserContext;
  page: Page;
}> {
  const phone = aPhone();
  phones.push(phone);
  const context = await phone.open();
  const page = await context.newPage();
  await signInAs(page, product.url, 'executor', PASSWORD);
  return { phone, context, page };
}

const read = async (id: string) => (await people.manager.get(`/checks/${id}`)).body;
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();
const isSent = (page: Page) =>
  page.getByText('Всё отправлено', { exact: true }).first().waitFor({ state: 'attached' });
const isChosen = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true, pressed: true }).waitFor();
const isReadyOffline = (page: Page) =>
  page.waitForFunction('navigator.serviceWorker.ready.then(({ active }) => active?.state === "activated")');
const filesSent = async () => Number((await product.database.db.pool('files').count('id as n').first())?.n);

/** What the browser says to one more thing to keep: asked in the page. */
const TRY_TO_KEEP = `new Promise((resolve) => {
  const opening = indexedDB.open('proverka');
  opening.onsuccess = () => {
    const turn = opening.result.transaction('session', 'readwrite');
    turn.objectStore('session').put('x'.repeat(10_000), 'more');
    turn.oncomplete = turn.onabort = () => { opening.result.close(); resolve(turn.error?.name ?? 'kept'); };
  };
})`;

async function opens(page: Page, title: string, question: string): Promise<void> {
  await page.getByText(title).click();
  await heading(page, question);
}

test('a phone that dies without network and again amid an upload hands everything in, each once', async () => {
  const id = await aCheck('Погрузчик с пустой батареей', [HORN, FRONT]);
  const { phone, ...first } = await aSignedInPhone();
  let { context, page } = first;
  await isReadyOffline(page);
  await opens(page, 'Погрузчик с пустой батареей', 'Сигнал исправен?');
  await context.setOffline(true);
  await press(page, 'Да');
  await isChosen(page, 'Да');
  await press(page, 'Дальше');
  await page.locator('input[type=file]').setInputFiles(photo);
  await page.getByRole('button', { name: 'Убрать фото 1' }).waitFor();
  await press(page, 'Итог');
  await press(page, 'Сдать проверку');
  await heading(page, 'Проверка будет сдана, когда появится сеть');
  await phone.kill();

  context = await phone.open();
  await context.setOffline(true);
  page = await context.newPage();
  await page.goto(product.url);
  await page.getByText('Не отправлено: 2 ответа, сдача проверки').last().waitFor();
  await heading(page, 'Сданы, ждут сети');
  expect(await read(id)).toMatchObject({ status: 'open', answers: {} });
  const before = await filesSent();
  // The picture arrives, its reply does not.
  const arrived = new Promise<void>((resolve) => {
    void context.route('**/api/v1/files/', async (route) => {
      await route.fetch();
      resolve();
    });
  });
  await context.setOffline(false);
  await arrived;
  await phone.kill();

  page = await (await phone.open()).newPage();
  await page.goto(product.url);
  await page.getByText('Сдана: Погрузчик с пустой батареей').waitFor();
  await isSent(page);
  const { status, answers } = await read(id);
  expect(status).toBe('completed');
  expect(answers).toMatchObject({ horn: { value: true, revision: 1 }, front: { revision: 1 } });
  expect(answers.front.value).toHaveLength(1);
  expect((await filesSent()) - before).toBe(1);
}, 150_000);

test('what a full phone cannot keep is said, sent all the same, and put on the phone when there is room', async () => {
  const id = await aCheck('Погрузчик полного телефона', [HORN, FRONT]);
  const { context, page } = await aSignedInPhone();
  await isReadyOffline(page);
  await opens(page, 'Погрузчик полного телефона', 'Сигнал исправен?');
  const protocol = await context.newCDPSession(page);
  const room = (quotaSize?: number) =>
    protocol.send('Storage.overrideQuotaForOrigin', {
      origin: product.url,
      ...(quotaSize !== undefined && { quotaSize }),
    });
  await context.setOffline(true);
  await room(1);
  // Chromium believes for half a minute in the room that there was.
  await eventually(async () => expect(await page.evaluate(TRY_TO_KEEP)).toBe('QuotaExceededError'), 60_000);
  await press(page, 'Да');
  await isChosen(page, 'Да');
  await page.getByText('На телефоне нет места').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await room();
  await press(page, 'Попробовать ещё раз');
  await page.getByText('На телефоне нет места').waitFor({ state: 'detached' });
  await page.reload();
  await isChosen(page, 'Да');

  await room(1);
  await eventually(async () => expect(await page.evaluate(TRY_TO_KEEP)).toBe('QuotaExceededError'), 60_000);
  await press(page, 'Дальше');
  await page.locator('input[type=file]').setInputFiles(photo);
  await page.getByRole('button', { name: 'Убрать фото 1' }).waitFor();
  await page.getByText('На телефоне нет места').waitFor();
  await context.setOffline(false);
  await isSent(page);
  const { answers } = await read(id);
  expect(answers).toMatchObject({ horn: { value: true, revision: 1 }, front: { revision: 1 } });
  expect(answers.front.value).toHaveLength(1);
  await page.getByText('На телефоне нет места').waitFor({ state: 'detached' });
}, 240_000);

test('where the browser keeps nothing the panel says so and works while the page stands', async () => {
  const id = await aCheck('Погрузчик без памяти');
  const phone = aPhone();
  phones.push(phone);
  const context = await phone.open();
  await context.addInitScript('IDBFactory.prototype.open = () => { throw new Error("not allowed"); };');
  const page = await context.newPage();
  await signInAs(page, product.url, 'executor', PASSWORD);
  await page.getByText('Браузер не хранит данные').waitFor();
  await opens(page, 'Погрузчик без памяти', 'Сигнал исправен?');
  await press(page, 'Да');
  await isChosen(page, 'Да');
  await press(page, 'Итог');
  await press(page, 'Сдать проверку');
  await heading(page, 'Проверка сдана');
  expect(await read(id)).toMatchObject({ status: 'completed', answers: { horn: { value: true } } });
}, 120_000);

test('of two tabs one sends, both show it; what was assigned meanwhile is on the phone once the network is back', async () => {
  const id = await aCheck('Погрузчик двух вкладок');
  const { context, page } = await aSignedInPhone();
  await isReadyOffline(page);
  const other = await context.newPage();
  await other.goto(product.url);
  await other.getByText('Погрузчик двух вкладок').waitFor();
  await opens(page, 'Погрузчик двух вкладок', 'Сигнал исправен?');
  const sent: string[] = [];
  context.on('response', (response) => {
    const [, act] = /\/(answers|submit)$/.exec(response.url()) ?? [];
    if (act) sent.push(act);
  });
  await context.setOffline(true);
  await press(page, 'Да');
  await isChosen(page, 'Да');
  await press(page, 'Итог');
  await press(page, 'Сдать проверку');
  await other.getByText('Не отправлено: 1 ответ, сдача проверки').last().waitFor();
  const assigned = await aCheck('Погрузчик назначен без сети');
  await context.setOffline(false);
  await heading(page, 'Проверка сдана');
  await isSent(other);
  await other.getByText('Сдана: Погрузчик двух вкладок').waitFor();
  expect(sent).toEqual(['answers', 'submit']);
  expect(await read(id)).toMatchObject({ status: 'completed', answers: { horn: { revision: 1 } } });

  await eventually(async () =>
    expect(
      await page.evaluate(`new Promise((resolve) => {
        const opening = indexedDB.open('proverka');
        opening.onsuccess = () => {
          const reading = opening.result.transaction('checks').objectStore('checks').getAllKeys();
          reading.onsuccess = () => { opening.result.close(); resolve(reading.result); };
        };
      })`),
    ).toContain(assigned),
  );
  await other.close();
  await context.setOffline(true);
  await page.goto(`${product.url}/fill/${assigned}`);
  await heading(page, 'Сигнал исправен?');
}, 120_000);
