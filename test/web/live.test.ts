import type { Browser, Page } from 'playwright-core';
import { createUser } from '../../services/auth/createUser';
import { eventually } from '../support/eventually';
import type { ApiClient } from '../support/client';

import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { DESKTOP, PHONE, accessibilityFaults, openBrowser, openedAs } from './browser';

let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let browser: Browser;
let otherId: string;

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  people = await signedIn(product);
  browser = await openBrowser();
  const { area_id } = (await people.manager.get('/auth/me')).body;
  const person = {
    username: 'other',
    full_name: 'Петров Пётр',
    password: PASSWORD,
    role: 'executor',
    area_id,
  };
  otherId = await createUser(product.services, person);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function aCheck(title: string, settings: object = {}): Promise<string> {
  const { id: template_id } = await product.build.aTemplate({
    questions: [
      { id: 'guard', type: 'yes_no', text: 'Ограждение на месте?' },
      { id: 'lamp', type: 'yes_no', text: 'Лампа горит?' },
    ],
    settings: { reminders: [], report_formats: [], ...settings },
  });
  const given = { template_id, title, executor_id: people.executorId };
  const { status, body } = await people.manager.post('/checks/', given);
  expect(status).toBe(201);
  return body.id;
}

const opened = (username: string, size: typeof DESKTOP | typeof PHONE, path: string) =>
  openedAs(browser, product.url, username, path, size);

const rowOf = (page: Page, title: string) => page.locator('.m-selectable').filter({ hasText: title });
const isLive = (page: Page) => page.getByText('Обновляется сразу').waitFor();
/** Gone with the page, were it loaded anew. */
const mark = (page: Page) => page.evaluate('window.markOfTheTest = true');
const isMarked = (page: Page) => page.evaluate('window.markOfTheTest === true');

async function answer(executor: ApiClient, id: string, question_id: string): Promise<void> {
  expect((await executor.post(`/checks/${id}/answer`, { question_id, value: true })).status).toBe(200);
}

test('what an executor does on a phone is on the board and on the page of the check at once, and the other way round', async () => {
  const id = await aCheck('Пресс № 3');
  const board = await opened('manager', DESKTOP, '/board');
  await isLive(board.page);
  expect(await accessibilityFaults(board.page)).toEqual([]);
  const check = await board.context.newPage();
  await check.goto(`${product.url}/checks/${id}`);
  await check.getByText('Назначена').first().waitFor();
  const phone = await opened('executor', PHONE, '/');
  await phone.page.getByText('Пресс № 3').click();
  await mark(board.page);
  await mark(check);

  await phone.page.getByRole('button', { name: 'Да', exact: true }).click();
  await rowOf(board.page, 'Пресс № 3').getByText('отвечено 1 из 2').waitFor({ timeout: 5_000 });
  await rowOf(board.page, 'Пресс № 3').getByText('Заполняется').waitFor();
  await check.getByText('Заполняется').first().waitFor({ timeout: 5_000 });
  await phone.page.getByRole('button', { name: 'Дальше' }).click();
  await phone.page.getByRole('button', { name: 'Да', exact: true }).click();
  await phone.page.getByRole('button', { name: 'Итог' }).click();
  await phone.page.getByRole('button', { name: 'Сдать проверку' }).click();
  await phone.page.getByRole('heading', { name: 'Проверка сдана' }).waitFor();
  await rowOf(board.page, 'Пресс № 3').waitFor({ state: 'detached', timeout: 5_000 });
  await check.getByText('Завершена').first().waitFor({ timeout: 5_000 });

  // What came out stays on the page until it was seen.
  await phone.page.getByRole('link', { name: 'К моим проверкам' }).click();
  await phone.page.goto(`${product.url}/checks/${id}`);
  await phone.page.getByText('Эту проверку больше нельзя заполнять').waitFor();
  await phone.page.goto(product.url);
  await phone.page.getByRole('heading', { name: 'Мои проверки' }).waitFor();
  await mark(phone.page);
  await aCheck('Пресс № 4');
  await phone.page.getByText('Пресс № 4').waitFor({ timeout: 5_000 });
  await rowOf(board.page, 'Пресс № 4').waitFor({ timeout: 5_000 });
  for (const page of [board.page, check, phone.page]) expect(await isMarked(page)).toBe(true);
  await board.context.close();
  await phone.context.close();
}, 120_000);

test('after the network was cut the board says so, takes up where it was left, and shows what it missed', async () => {
  const id = await aCheck('Станок № 1');
  const { page, context } = await opened('manager', DESKTOP, '/board');
  await rowOf(page, 'Станок № 1').waitFor();
  await isLive(page);
  const resumed: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/v1/events')) resumed.push(request.headers()['last-event-id']);
  });
  await context.setOffline(true);
  await page.getByText('Связь восстанавливается').waitFor();
  await answer(people.executor, id, 'guard');
  await context.setOffline(false);
  await rowOf(page, 'Станок № 1').getByText('отвечено 1 из 2').waitFor({ timeout: 8_000 });
  await isLive(page);
  expect(resumed.at(-1)).toMatch(/^\d+$/);

  await answer(people.executor, id, 'lamp');
  await rowOf(page, 'Станок № 1').getByText('отвечено 2 из 2').waitFor({ timeout: 5_000 });
  await context.close();
}, 120_000);

test('a session that is ended elsewhere ends on the open page at once', async () => {
  const { page, context } = await opened('manager', DESKTOP, '/board');
  await isLive(page);
  const { body } = await people.manager.get('/auth/sessions');
  const ids = (body.items as { id: string; current: boolean }[])
    .filter(({ current }) => !current)
    .map(({ id }) => id);
  for (const id of ids) expect((await people.manager.delete(`/auth/sessions/${id}`)).status).toBe(204);
  await page.getByLabel('Имя пользователя').waitFor();
  await context.close();
}, 60_000);

test('many checks are selected by a range, moved and handed over at once; what is refused says why and stays selected', async () => {
  const titles = ['Кран № 1', 'Кран № 2', 'Кран № 3', 'Кран № 4'];
  const ids: string[] = [];
  for (const title of titles)
    ids.push(await aCheck(title, title.endsWith('1') ? { review: 'supervisor' } : {}));
  for (const question of ['guard', 'lamp']) await answer(people.executor, ids[0] ?? '', question);
  expect((await people.executor.post(`/checks/${ids[0]}/submit`)).status).toBe(200);
  const before = (await people.manager.get(`/checks/${ids[1]}`)).body.due_at as string;

  const { page, context } = await opened('manager', DESKTOP, '/board');
  await page.getByRole('searchbox').fill('Кран');
  await page.waitForURL(/\?q=/);
  await page.getByText('Станок № 1').waitFor({ state: 'detached' });
  await page.reload();
  await rowOf(page, 'Кран № 1').waitFor();
  await eventually(async () => expect(await page.locator('.m-selectable').count()).toBe(4));

  const boxes = page.getByRole('checkbox', { name: /^Выбрать: Кран/ });
  await boxes.first().click();
  await boxes.last().click({ modifiers: ['Shift'] });
  await page.getByText('Выбраны 4 проверки').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Перенести срок' }).click();
  await page.getByText('На сколько часов позже').click();
  await page.getByRole('button', { name: 'Выполнить (4)' }).click();
  await page.getByText('Не вышло: 1 из 4. Эти проверки остались выделены.').waitFor();
  await page
    .getByRole('dialog')
    .getByText(/^Проверка уже сдана/)
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Закрыть' }).last().click();
  await page.getByText('Выбрана 1 проверка').waitFor();
  await eventually(async () =>
    expect(await page.getByRole('checkbox', { name: 'Выбрать: Кран № 1' }).isChecked()).toBe(true),
  );
  const after = (await people.manager.get(`/checks/${ids[1]}`)).body.due_at as string;
  expect(Date.parse(after) - Date.parse(before)).toBe(3_600_000);

  await page.getByRole('button', { name: 'Снять выделение' }).click();
  for (const n of [2, 3]) await page.getByRole('checkbox', { name: `Выбрать: Кран № ${n}` }).click();
  await page.getByRole('button', { name: 'Передать' }).click();
  await page.getByRole('combobox', { name: 'Новый исполнитель' }).click();
  await page.getByRole('option', { name: 'Петров Пётр' }).click();
  await page.getByRole('button', { name: 'Выполнить (2)' }).click();
  await page.getByText('Сделано: 2 проверки').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Закрыть' }).last().click();
  await rowOf(page, 'Кран № 3').getByText('Петров Пётр').waitFor();
  expect((await people.manager.get(`/checks/${ids[1]}`)).body.executor.id).toBe(otherId);
  await context.close();
}, 120_000);

test('the list of all checks finds by title and status, keeps its filters in the address, and under a name', async () => {
  const { page, context } = await opened(
    'manager',
    DESKTOP,
    '/checks?q=%D0%9F%D1%80%D0%B5%D1%81%D1%81&status=completed',
  );
  await rowOf(page, 'Пресс № 3').waitFor();
  await eventually(async () => expect(await page.locator('.m-selectable').count()).toBe(1));
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Виды' }).click();
  await page.getByLabel('Название вида').fill('Сданные прессы');
  await page.getByRole('button', { name: 'Сохранить текущие фильтры' }).click();
  await page.goto(`${product.url}/checks`);
  await rowOf(page, 'Кран № 1').waitFor();
  await page.getByRole('button', { name: 'Виды' }).click();
  await page.getByRole('button', { name: 'Сданные прессы', exact: true }).click();
  await rowOf(page, 'Кран № 1').waitFor({ state: 'detached' });
  expect(page.url()).toContain('status=completed');
  await context.close();
}, 120_000);
