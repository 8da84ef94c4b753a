import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { createUser } from '../../services/auth/createUser';
import { type ApiClient, apiClient } from '../support/client';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { DESKTOP, PHONE, accessibilityFaults, openBrowser, signInAs } from './browser';

let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let browser: Browser;
let worker: ApiClient;
let workerId: string;

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  people = await signedIn(product);
  browser = await openBrowser();
  const { area_id } = (await people.manager.get('/auth/me')).body;
  const person = (username: string, role: string, supervisor_id?: string) =>
    createUser(product.services, {
      ...{ username, full_name: `Работник ${username}`, password: PASSWORD, role, area_id },
      ...(supervisor_id && { supervisor_id }),
    });
  workerId = await person('worker', 'executor', await person('master', 'supervisor'));
  const { body } = await apiClient(product.url).post('/auth/login', {
    username: 'worker',
    password: PASSWORD,
  });
  worker = apiClient(product.url, body.access_token);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function signedInPage(
  username: string,
  size: typeof DESKTOP | typeof PHONE = DESKTOP,
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext(size);
  const page = await context.newPage();
  await signInAs(page, product.url, username, PASSWORD);
  return { page, context };
}

async function submit(id: string): Promise<void> {
  expect((await worker.post(`/checks/${id}/submit`)).status).toBe(200);
}

test('a supervisor finds a submitted check on the board, returns it with a reason, and accepts it when it is mended', async () => {
  const { id: template_id } = await product.build.aTemplate({
    questions: [
      { id: 'guard', type: 'yes_no', text: 'Ограждение на месте?' },
      { id: 'front', type: 'photo', text: 'Фото пресса' },
    ],
    settings: { review: 'supervisor', reminders: [], report_formats: [] },
  });
  const given = { template_id, executor_id: workerId, title: 'Пресс № 3' };
  const { id } = (await people.manager.post('/checks/', given)).body;
  const form = new FormData();
  const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#383' } })
    .jpeg()
    .toBuffer();
  form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'press.jpg');
  const photo = (await worker.post('/files/', form)).body.id;
  await worker.post(`/checks/${id}/answer`, { question_id: 'guard', value: false, comment: 'Снято ночью' });
  await worker.post(`/checks/${id}/answer`, { question_id: 'front', value: [photo] });
  await submit(id);

  const { page, context } = await signedInPage('master');
  await page.goto(`${product.url}/board`);
  await page.getByRole('region', { name: 'Цех 1' }).getByText('На приёмке').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByText('Пресс № 3').click();
  await page.getByText('«Снято ночью»').waitFor();
  await page.getByRole('img', { name: 'Фото 1: Фото пресса' }).waitFor();
  await eventually(async () =>
    expect(await page.evaluate(`document.querySelector('.m-photo img')?.naturalWidth > 0`)).toBe(true),
  );
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Вернуть на доработку' }).click();
  const dialog = page.getByRole('dialog');
  await eventually(async () =>
    expect(await dialog.getByRole('button', { name: 'Вернуть на доработку' }).isDisabled()).toBe(true),
  );
  await dialog.getByLabel('Причина').fill('Поставьте ограждение');
  await dialog.getByRole('button', { name: 'Вернуть на доработку' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Заполняется', { exact: true }).first().waitFor();
  expect((await worker.get(`/checks/${id}`)).body.status).toBe('in_progress');

  await worker.post(`/checks/${id}/answer`, { question_id: 'guard', value: true });
  await submit(id);
  await page.getByRole('button', { name: 'Принять' }).click({ timeout: 20_000 });
  await page.getByRole('dialog').getByRole('button', { name: 'Принять' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('Завершена', { exact: true }).first().waitFor();
  expect((await worker.get(`/checks/${id}`)).body).toMatchObject({ status: 'completed', verdict: 'pass' });
  await context.close();
}, 120_000);

test('a manager makes a schedule with its dates before the eyes, runs it, and finds the check in its ledger', async () => {
  await product.build.aTemplate({ name: 'Погрузчик перед сменой', settings: { reminders: [] } });
  const { page, context } = await signedInPage('manager');
  await page.goto(`${product.url}/schedules`);
  await page.getByText('Расписаний пока нет').waitFor();
  await page.getByRole('link', { name: 'Новое расписание' }).click();
  await page.getByLabel('Название').fill('Утренний осмотр');
  await page.getByRole('combobox', { name: 'Шаблон' }).click();
  await page.getByRole('option', { name: 'Погрузчик перед сменой' }).click();
  await page.getByRole('combobox', { name: 'Исполнители' }).fill('executor');
  await page.getByRole('option', { name: /^executor/ }).click();
  await page.keyboard.press('Escape');
  const preview = page.getByRole('region', { name: 'Ближайшие даты' });
  await page.getByRole('textbox', { name: 'План' }).fill('61 7 * * *');
  await preview.getByText('61').waitFor();
  await page.getByRole('textbox', { name: 'План' }).fill('30 7 * * MON-FRI');
  await preview.getByText('В 07:30, с понедельника по пятницу').waitFor();
  await eventually(async () => expect(await preview.getByRole('listitem').count()).toBe(8));
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByRole('heading', { name: 'Утренний осмотр' }).waitFor();

  await page.getByRole('button', { name: 'Назначить сейчас' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Назначить сейчас' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Открыть проверку' }).click({ timeout: 40_000 });
  await page.getByRole('heading', { name: /Погрузчик перед сменой/ }).waitFor();
  await page.getByRole('link', { name: 'Утренний осмотр' }).waitFor();
  await page.goto(`${product.url}/schedules`);
  await page.getByText('Утренний осмотр').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await context.close();
}, 120_000);

test('on a phone every section that a manager sees fits the screen and is fit for a screen reader', async () => {
  const { page, context } = await signedInPage('manager', PHONE);
  for (const section of [
    'board',
    'actions',
    'schedules',
    'analytics',
    'people',
    'places',
    'audit',
    'templates',
  ]) {
    await page.goto(`${product.url}/${section}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await eventually(async () =>
      expect(await page.getByRole('status', { name: 'Загрузка' }).count()).toBe(0),
    );
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect([section, ...(await accessibilityFaults(page))]).toEqual([section]);
  }
  await context.close();
}, 120_000);
