import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { PHONE, aPhone, accessibilityFaults, hostsOf, openBrowser, signInAs } from './browser';

let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let browser: Browser;
const phone = aPhone();
let photo: { name: string; mimeType: string; buffer: Buffer };

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  people = await signedIn(product);
  browser = await openBrowser();
  const buffer = await sharp({ create: { width: 2600, height: 1400, channels: 3, background: '#c33' } })
    .jpeg()
    .toBuffer();
  photo = { name: 'horn.jpg', mimeType: 'image/jpeg', buffer };
}, 120_000);
afterAll(async () => {
  await phone.dispose();
  await browser?.close();
  await product?.stop();
});

const ask = (type: string, id: string, text: string, more: object = {}) => ({ type, id, text, ...more });
const EVERY_TYPE = [
  ask('instruction', 'intro', 'Наденьте каску'),
  ask('yes_no', 'horn', 'Сигнал исправен?', {
    critical: true,
    on_fail: { require_comment: true, require_photo: true },
  }),
  ask('yes_no', 'spare', 'Запасной сигнал есть?', {
    visible_if: { '==': [{ var: 'answers.horn.value' }, false] },
  }),
  ask('single_choice', 'tyres', 'Шины?', {
    options: [
      { value: 'good', label: 'Целые' },
      { value: 'worn', label: 'Стёртые', failed: true },
    ],
  }),
  ask('multi_choice', 'kit', 'Что на месте?', {
    options: [
      { value: 'box', label: 'Аптечка' },
      { value: 'fire', label: 'Огнетушитель' },
    ],
  }),
  ask('number', 'charge', 'Заряд батареи', {
    unit: '%',
    min: 20,
    max: 100,
    limit_min: 0,
    limit_max: 100,
    decimals: 1,
  }),
  ask('text', 'note', 'Замечание'),
  ask('date', 'day', 'Дата осмотра'),
  ask('time', 'hour', 'Время осмотра'),
  ask('photo', 'front', 'Фото спереди'),
  ask('signature', 'sign', 'Подпись водителя'),
  ask('yes_no', 'ramp', 'Рампа свободна?', { allow_na: true }),
];

async function aCheck(questions: object[], title: string): Promise<string> {
  const { id } = await product.build.aTemplate({
    questions,
    settings: { reminders: [], report_formats: [] },
  });
  const { status, body } = await people.manager.post('/checks/', {
    template_id: id,
    executor_id: people.executorId,
    title,
  });
  expect(status).toBe(201);
  return body.id;
}

/** Whether the device keeps the check: asked in the page. */
const KEPT_CHECK = `new Promise((resolve) => {
  const opening = indexedDB.open('proverka');
  opening.onsuccess = () => {
    const reading = opening.result.transaction('checks').objectStore('checks').get('ID');
    reading.onsuccess = () => { opening.result.close(); resolve(reading.result !== undefined); };
  };
})`;

const next = (page: Page) => page.getByRole('button', { name: 'Дальше' }).click();
const isShown = (page: Page, question: string) => page.getByRole('heading', { name: question }).waitFor();

test('on a phone a check with every kind of question is filled in with one hand and submitted', async () => {
  const id = await aCheck(EVERY_TYPE, 'Погрузчик № 7');
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const hosts = hostsOf(page);
  await page.goto(product.url);
  await page.getByLabel('Имя пользователя').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('Имя пользователя').fill('executor');
  await page.getByLabel('Пароль', { exact: true }).fill('wrong password here');
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByRole('alert').waitFor();
  await signInAs(page, product.url, 'executor', PASSWORD);
  await page.getByText('Погрузчик № 7').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByText('Погрузчик № 7').click();

  await isShown(page, 'Сигнал исправен?');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Нет', exact: true }).click();
  await page.getByText('Нужен комментарий').waitFor();
  await page.getByLabel('Комментарий').fill('Не гудит');
  await page.locator('input[type=file]').setInputFiles(photo);
  await page.getByText('Нужно фото').waitFor({ state: 'detached' });
  await next(page);
  await isShown(page, 'Запасной сигнал есть?');
  await page.getByRole('button', { name: 'Назад' }).click();
  await page.getByRole('button', { name: 'Да', exact: true }).click();
  await next(page);
  await isShown(page, 'Шины?');
  await page.getByRole('button', { name: 'Целые' }).click();
  await next(page);
  await page.getByRole('button', { name: 'Аптечка' }).click();
  await page.getByRole('button', { name: 'Огнетушитель' }).click();
  await next(page);
  await page.getByRole('textbox').fill('140');
  await page.getByText('Возможно: от 0 до 100').waitFor();
  await page.getByRole('textbox').fill('86,5');
  await next(page);
  await isShown(page, 'Замечание');
  await page.getByRole('textbox').first().fill('Чисто');
  await next(page);
  await page.locator('input[type=date]').fill('2026-11-24');
  await next(page);
  await page.locator('input[type=time]').fill('07:45');
  await next(page);
  await isShown(page, 'Фото спереди');
  await page.locator('input[type=file]').setInputFiles(photo);
  await page.getByRole('button', { name: 'Убрать фото 1' }).waitFor();
  await next(page);
  await isShown(page, 'Подпись водителя');
  const pad = (await page.locator('canvas').boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(pad.x + 40, pad.y + 40);
  await page.mouse.down();
  await page.mouse.move(pad.x + 120, pad.y + 70, { steps: 5 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Сохранить подпись' }).click();
  await next(page);
  await isShown(page, 'Рампа свободна?');
  await page.getByRole('button', { name: 'Не применимо' }).click();
  await page.getByRole('button', { name: 'Итог' }).click();
  await page.getByRole('button', { name: 'Сдать проверку' }).click();
  await page.getByRole('heading', { name: 'Проверка сдана' }).waitFor();

  const { body } = await people.manager.get(`/checks/${id}`);
  expect(body).toMatchObject({ status: 'completed', verdict: 'pass' });
  const values = Object.fromEntries(
    Object.entries(body.answers as Record<string, { value: unknown; na: boolean }>).map(
      ([name, { value, na }]) => [name, na ? 'na' : value],
    ),
  );
  expect(values).toMatchObject({
    ...{
      horn: true,
      tyres: 'good',
      kit: ['box', 'fire'],
      charge: 86.5,
      note: 'Чисто',
      day: '2026-11-24',
      hour: '07:45',
      ramp: 'na',
    },
    ...{ front: [expect.any(String)], sign: expect.any(String) },
  });
  const [file] = await product.database.db.pool('files').where({ id: (values.front as string[])[0] });
  expect(Math.max(file.width, file.height)).toBe(1920);
  expect([...hosts]).toEqual([new URL(product.url).host]);
  await context.close();
}, 120_000);

test('what is given without network survives the browser and leaves by itself, once, when the network is back', async () => {
  const id = await aCheck(
    [ask('yes_no', 'horn', 'Сигнал исправен?'), ask('photo', 'front', 'Фото спереди')],
    'Погрузчик в подвале',
  );
  let context: BrowserContext = await phone.open();
  let page = await context.newPage();
  await signInAs(page, product.url, 'executor', PASSWORD);
  await page.getByText('Погрузчик в подвале').waitFor();
  await page.waitForFunction(
    'navigator.serviceWorker.ready.then(({ active }) => active?.state === "activated")',
  );
  await eventually(async () => expect(await page.evaluate(KEPT_CHECK.replace('ID', id))).toBe(true));

  await context.setOffline(true);
  await page.getByText('Погрузчик в подвале').click();
  await page.getByRole('button', { name: 'Да', exact: true }).click();
  await page.getByText('На устройстве').waitFor();
  await next(page);
  await page.locator('input[type=file]').setInputFiles(photo);
  await page.getByText('Не отправлено: 2 ответа').first().waitFor({ state: 'attached' });
  await context.close();

  context = await phone.open();
  await context.setOffline(true);
  page = await context.newPage();
  await page.goto(`${product.url}/fill/${id}`);
  await page.getByText('Не отправлено: 2 ответа').first().waitFor({ state: 'attached' });
  expect((await people.manager.get(`/checks/${id}`)).body.answers).toEqual({});

  await context.setOffline(false);
  await page.getByText('Всё отправлено', { exact: true }).waitFor({ state: 'attached' });
  const { body } = await people.manager.get(`/checks/${id}`);
  expect(body.answers).toMatchObject({ horn: { value: true, revision: 1 }, front: { revision: 1 } });
  expect(body.answers.front.value).toHaveLength(1);
  await context.close();
}, 120_000);

test('what the server will not take is kept and said, and signing out with it asks first', async () => {
  const id = await aCheck(
    [ask('yes_no', 'horn', 'Сигнал исправен?'), ask('yes_no', 'brakes', 'Тормоза держат?')],
    'Погрузчик отменён',
  );
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await signInAs(page, product.url, 'executor', PASSWORD);
  await page.getByText('Погрузчик отменён').click();
  await isShown(page, 'Сигнал исправен?');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Да', exact: true }).click();
  await page.getByText('На устройстве').waitFor();
  expect((await people.manager.post(`/checks/${id}/cancel`, { reason: 'не нужна' })).status).toBe(200);
  await context.setOffline(false);
  await page.getByRole('link', { name: 'Нужно ваше решение: 1 ответ' }).click();
  await page.getByText('Ответ не принят, но сохранён на телефоне').waitFor();
  await page.getByText(/^Не принято:/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Учётная запись' }).click();
  await page.getByRole('menuitem', { name: 'Выйти' }).click();
  await page.getByText('Не отправлено: 1 ответ. Это останется на телефоне').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Выйти и удалить неотправленное' }).click();
  await page.getByLabel('Имя пользователя').waitFor();
  await context.close();
}, 120_000);

test('the panel speaks English where that is chosen, in the dark as well', async () => {
  const context = await browser.newContext({ ...PHONE, locale: 'en-GB', colorScheme: 'dark' });
  const page = await context.newPage();
  await aCheck([ask('number', 'charge', 'Charge', { unit: '%', min: 20 })], 'Forklift 9');
  await page.goto(product.url);
  await page.getByLabel('User name').fill('executor');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'My checks' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByText('Forklift 9').click();
  await page.getByText('Accepted: from 20 %').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Русский' }).click();
  await page.getByText('Норма: от 20 %').waitFor();
  await context.close();
}, 60_000);

test('a page loaded anew again and again, as by an impatient hand, stays signed in', async () => {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await signInAs(page, product.url, 'executor', PASSWORD);
  for (let time = 0; time < 6; time += 1) await page.goto(product.url, { waitUntil: 'commit' });
  await page.getByRole('heading', { name: 'Мои проверки' }).waitFor();
  await context.close();
}, 60_000);
