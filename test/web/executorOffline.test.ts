import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createUser } from '../../services/auth/createUser';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { DESKTOP, PHONE, accessibilityFaults, openBrowser, signInAs } from './browser';

let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let browser: Browser;
let neighbourId: string;

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  people = await signedIn(product);
  neighbourId = await createUser(product.services, {
    ...{ username: 'neighbour', full_name: 'Сосед', password: PASSWORD, role: 'executor' },
    area_id: (await product.database.db.pool('areas').first()).id,
  });
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const ask = (type: string, id: string, text: string, more: object = {}) => ({ type, id, text, ...more });

async function aCheck(questions: object[], title: string, settings: object = {}): Promise<string> {
  const { id } = await product.build.aTemplate({
    questions,
    settings: { reminders: [], report_formats: [], ...settings },
  });
  const { body } = await people.manager.post('/checks/', {
    ...{ template_id: id, executor_id: people.executorId, title },
  });
  return body.id;
}

const answersOf = async (id: string) => (await people.manager.get(`/checks/${id}`)).body.answers;
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const isSent = (page: Page) =>
  page.getByText('Всё отправлено', { exact: true }).waitFor({ state: 'attached' });

async function aPage(options: object): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await signInAs(page, product.url, 'executor', PASSWORD);
  return { context, page };
}

test('of two devices that answered one question the person chooses, and the other answers do not wait', async () => {
  const id = await aCheck(
    [
      ask('yes_no', 'horn', 'Сигнал исправен?'),
      ask('yes_no', 'brakes', 'Тормоза держат?'),
      ask('text', 'note', 'Замечание'),
    ],
    'Погрузчик двух телефонов',
  );
  const { context, page } = await aPage(PHONE);
  const other = await aPage(DESKTOP);
  for (const one of [page, other.page]) await one.getByText('Погрузчик двух телефонов').click();
  await page.getByText('Все вопросы').click();
  await page.getByRole('region', { name: 'Тормоза держат?' }).waitFor();
  const of = (one: Page, question: string) => one.getByRole('region', { name: question });

  await context.setOffline(true);
  await of(page, 'Сигнал исправен?').getByRole('button', { name: 'Да' }).click();
  await of(page, 'Тормоза держат?').getByRole('button', { name: 'Да' }).click();
  await of(page, 'Замечание').getByRole('textbox').first().fill('Набрано в подвале');
  await page.getByRole('heading', { level: 1 }).click();
  await page.getByText('Не отправлено: 3 ответа').first().waitFor({ state: 'attached' });
  await of(other.page, 'Сигнал исправен?').getByRole('button', { name: 'Нет' }).click();
  await of(other.page, 'Тормоза держат?').getByRole('button', { name: 'Нет' }).click();
  await eventually(async () => expect(Object.keys(await answersOf(id))).toHaveLength(2));

  await context.setOffline(false);
  const horn = of(page, 'Сигнал исправен?');
  await horn.getByText('На вопрос уже ответили иначе').waitFor();
  await eventually(async () => expect(await horn.locator('dd').allTextContents()).toEqual(['Да', 'Нет']));
  expect(await answersOf(id)).toMatchObject({
    ...{ horn: { value: false }, brakes: { value: false }, note: { value: 'Набрано в подвале' } },
  });
  expect(await accessibilityFaults(page)).toEqual([]);
  await horn.getByRole('button', { name: 'Оставить мой' }).click();
  await of(page, 'Тормоза держат?').getByRole('button', { name: 'Взять записанный' }).click();
  await isSent(page);
  expect(await answersOf(id)).toMatchObject({
    ...{ horn: { value: true, revision: 2 }, brakes: { value: false, revision: 1 } },
  });
  await of(page, 'Тормоза держат?').getByRole('button', { name: 'Нет', pressed: true }).waitFor();
  await context.close();
  await other.context.close();
}, 120_000);

test('what one person left unsent on a phone never goes out under the name of the next', async () => {
  const id = await aCheck([ask('yes_no', 'horn', 'Сигнал исправен?')], 'Погрузчик по наследству');
  const { context, page } = await aPage(PHONE);
  await page.getByText('Погрузчик по наследству').click();
  await page.getByRole('heading', { name: 'Сигнал исправен?' }).waitFor();
  const answers = '**/api/v1/checks/*/answers';
  await context.route(answers, (route) => route.abort());
  await press(page, 'Да');
  await page.getByText('На устройстве').waitFor();
  // The next one may answer this very check.
  expect((await people.manager.post(`/checks/${id}/reassign`, { executor_id: neighbourId })).status).toBe(
    200,
  );
  await page.getByRole('button', { name: 'Учётная запись' }).click();
  await page.getByRole('menuitem', { name: 'Выйти' }).click();
  await press(page, 'Выйти, всё оставить на телефоне');
  await page.getByText('ждут отправки ответы: executor (1)').waitFor();

  await context.unroute(answers);
  await signInAs(page, product.url, 'neighbour', PASSWORD);
  await page.getByText('Погрузчик по наследству').click();
  await page.getByRole('heading', { name: 'Сигнал исправен?' }).waitFor();
  await isSent(page);
  expect(await page.getByRole('button', { name: 'Да', pressed: true }).count()).toBe(0);
  expect(await answersOf(id)).toEqual({});
  await page.getByRole('button', { name: 'Учётная запись' }).click();
  await page.getByRole('menuitem', { name: 'Выйти' }).click();

  await signInAs(page, product.url, 'executor', PASSWORD);
  await page.getByRole('link', { name: 'Нужно ваше решение: 1 ответ' }).click();
  await page.getByText('Ответ не принят, но сохранён на телефоне').waitFor();
  await eventually(async () => expect(await page.locator('dd').first().textContent()).toBe('Да'));
  await press(page, 'Удалить с телефона');
  await press(page, 'Удалить');
  await page.getByText('Всё отправлено', { exact: true }).last().waitFor();
  expect(await answersOf(id)).toEqual({});
  await context.close();
}, 120_000);

test('all questions in one list by keyboard: moments, a faulty number, what is missing, a comment; then declined', async () => {
  const id = await aCheck(
    [
      ask('yes_no', 'horn', 'Сигнал исправен?'),
      ask('datetime', 'at', 'Когда осмотрен?', { not_before: '2026-01-01T00:00:00Z' }),
      ask('number', 'oil', 'Масло', { unit: 'л', decimals: 1, limit_min: 0, limit_max: 9 }),
      ask('photo', 'both', 'Два снимка', { min_photos: 2, max_photos: 3, required: false }),
    ],
    'Погрузчик списком',
    { allow_decline: true },
  );
  const { context, page } = await aPage({ ...PHONE, timezoneId: 'Europe/Moscow' });
  await page.getByText('Погрузчик списком').click();
  await page.getByText('Все вопросы').click();
  await page.reload();
  const at = page.getByRole('region', { name: 'Когда осмотрен?' }).locator('input');
  await at.fill('2025-12-31T10:00');
  await page.getByText(/Введите значение ещё раз/).waitFor();
  await at.fill('2026-11-20T10:30');
  const oil = page.getByRole('region', { name: 'Масло' });
  await oil.getByRole('textbox').fill('4,25');
  await page.getByText('не больше 1 знака после запятой').waitFor();
  // Not taken, and yet not lost.
  await page.reload();
  await eventually(async () => expect(await oil.getByRole('textbox').inputValue()).toBe('4,25'));
  await oil.getByRole('textbox').fill('4,2');
  await page.keyboard.press('Enter');

  await page.getByRole('button', { name: 'Сигнал исправен?' }).focus();
  await page.keyboard.press('Enter');
  await eventually(async () =>
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Сигнал исправен?'),
  );
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await eventually(async () =>
    expect(await answersOf(id)).toMatchObject({
      ...{ horn: { value: true }, oil: { value: 4.2 }, at: { value: '2026-11-20T07:30:00.000Z' } },
    }),
  );
  await page.getByText('Все обязательные ответы есть').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByLabel('Комментарий').last().fill('Смена закончилась');
  await press(page, 'Добавить комментарий');
  await page.locator('p.said', { hasText: 'Смена закончилась' }).waitFor();
  await press(page, 'Отказаться от проверки');
  await page.getByLabel('Причина').fill('Погрузчик в ремонте');
  await page.getByRole('dialog').getByRole('button', { name: 'Отказаться от проверки' }).click();
  await page.getByText('Эту проверку больше нельзя заполнять: отклонена.').waitFor();
  expect((await people.manager.get(`/checks/${id}`)).body.status).toBe('declined');
  await context.close();
}, 120_000);
