import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { createUser } from '../../services/auth/createUser';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { PHONE, accessibilityFaults, openBrowser, signInAs } from './browser';

let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let browser: Browser;
let neighbourId: string;
let photo: { name: string; mimeType: string; buffer: Buffer };

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  people = await signedIn(product);
  neighbourId = await createUser(product.services, {
    ...{ username: 'neighbour', full_name: 'Сосед', password: PASSWORD, role: 'executor' },
    area_id: (await product.database.db.pool('areas').first()).id,
  });
  browser = await openBrowser();
  const buffer = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#3a3' } })
    .jpeg()
    .toBuffer();
  photo = { name: 'leak.jpg', mimeType: 'image/jpeg', buffer };
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const HORN = { type: 'yes_no', id: 'horn', text: 'Сигнал исправен?' };
const BRAKES = { type: 'yes_no', id: 'brakes', text: 'Тормоза держат?' };

async function aCheck(title: string, questions: object[] = [HORN, BRAKES], settings: object = {}) {
  const { id } = await product.build.aTemplate({
    questions,
    settings: { reminders: [], report_formats: [], ...settings },
  });
  const check = { template_id: id, executor_id: people.executorId, title };
  return (await people.manager.post('/checks/', check)).body.id as string;
}

async function aPhoneOf(username: string, options: object = {}): Promise<BrowserContext & { page: Page }> {
  const context = await browser.newContext({ ...PHONE, ...options });
  const page = await context.newPage();
  await signInAs(page, product.url, username, PASSWORD);
  return Object.assign(context, { page });
}

const read = async (id: string) => (await people.manager.get(`/checks/${id}`)).body;
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();
const isSent = (page: Page) =>
  page.getByText('Всё отправлено', { exact: true }).first().waitFor({ state: 'attached' });
const WAITS = 'Проверка будет сдана, когда появится сеть';

/** Answers yes to each question and hands the check in. */
async function fillIn(page: Page, title: string, questions = 2): Promise<void> {
  await page.getByText(title).click();
  for (let number = 1; number <= questions; number += 1) {
    await page.getByText(`Вопрос ${number} из ${questions}`).waitFor();
    await press(page, 'Да');
    await page.getByRole('button', { name: 'Да', pressed: true }).waitFor();
    await press(page, number < questions ? 'Дальше' : 'Итог');
  }
  await press(page, 'Сдать проверку');
}

test('a check is filled in, commented on and handed in without network; what came of it is told when it is back', async () => {
  const id = await aCheck('Погрузчик в шахте');
  const phone = await aPhoneOf('executor');
  const { page } = phone;
  await page.getByText('Погрузчик в шахте').waitFor();
  await page.getByText('Погрузчик в шахте').click();
  await heading(page, 'Сигнал исправен?');
  await page.goBack();

  await phone.setOffline(true);
  await fillIn(page, 'Погрузчик в шахте');
  await heading(page, WAITS);
  await page.getByText('Не отправлено: 2 ответа, сдача проверки').last().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await press(page, 'Вернуть и исправить');
  await page.getByText('Сети нет: проверка уйдёт сама, когда связь появится.').waitFor();
  await page.getByText('Отказаться можно, когда есть сеть').waitFor();
  expect(await page.getByRole('button', { name: 'Отказаться от проверки' }).isDisabled()).toBe(true);
  await page.getByLabel('Комментарий').fill('Течёт под кабиной');
  await page.locator('input[type=file]').setInputFiles(photo);
  await page.getByRole('button', { name: 'Убрать фото 1' }).waitFor();
  await press(page, 'Добавить комментарий');
  await page.getByText('На устройстве, уйдёт, когда появится сеть').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await press(page, 'Сдать проверку');
  await page.getByText('Не отправлено: 2 ответа, 1 комментарий, сдача проверки').last().waitFor();

  await page.getByRole('link', { name: 'К моим проверкам' }).click();
  await heading(page, 'Сданы, ждут сети');
  await page.getByText('Будет сдана, когда появится сеть').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await read(id)).toMatchObject({ status: 'open', answers: {} });

  await phone.setOffline(false);
  await page.getByText('Сдана: Погрузчик в шахте').waitFor();
  await page.getByText('Итог: пройдена, оценка 100 %').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await read(id)).toMatchObject({ status: 'completed', verdict: 'pass' });
  const { body } = await people.manager.get(`/checks/${id}/comments`);
  expect(body.items).toMatchObject([{ text: 'Течёт под кабиной', files: [{ content_type: 'image/jpeg' }] }]);
  await press(page, 'Понятно');
  await page.getByText('Сдана: Погрузчик в шахте').waitFor({ state: 'detached' });
  await phone.close();
}, 150_000);

test('a submit whose reply was lost is not told as an error, and changing an answer takes a waiting one back', async () => {
  const id = await aCheck('Погрузчик без ответа', [HORN, BRAKES], { review: 'role:manager' });
  const phone = await aPhoneOf('executor');
  const { page } = phone;
  const submits: number[] = [];
  await phone.route('**/api/v1/checks/*/submit', async (route) => {
    const reply = await route.fetch();
    submits.push(reply.status());
    if (submits.length === 1) return route.abort();
    return route.fulfill({ response: reply });
  });
  await fillIn(page, 'Погрузчик без ответа');
  await heading(page, 'Проверка сдана');
  await page.getByText('Проверку посмотрит мастер').waitFor();
  await isSent(page);
  expect(submits).toEqual([200]);
  const { body } = await people.manager.get(`/checks/${id}/timeline`);
  expect(body.items.filter(({ kind }: { kind: string }) => kind === 'submitted')).toHaveLength(1);
  await phone.unroute('**/api/v1/checks/*/submit');

  const other = await aCheck('Погрузчик передумал');
  await page.getByRole('link', { name: 'К моим проверкам' }).click();
  await page.getByText('Погрузчик передумал').waitFor();
  const second = await phone.newPage();
  await second.goto(`${product.url}/fill/${other}`);
  await heading(second, 'Сигнал исправен?');
  await phone.setOffline(true);
  await fillIn(page, 'Погрузчик передумал');
  await heading(page, WAITS);
  await heading(second, WAITS);
  await press(second, 'Вернуть и исправить');
  await page.getByRole('button', { name: 'Назад' }).click();
  await press(page, 'Нет');
  await page.getByRole('button', { name: 'Нет', pressed: true }).waitFor();
  await phone.setOffline(false);
  await isSent(page);
  expect(await read(other)).toMatchObject({
    ...{ status: 'in_progress', answers: { horn: { value: true }, brakes: { value: false } } },
  });
  await phone.close();
}, 150_000);

test('a submit waits while an answer of its check is in conflict, and says what was changed elsewhere', async () => {
  const id = await aCheck('Погрузчик двух рук');
  const phone = await aPhoneOf('executor');
  const { page } = phone;
  await page.getByText('Погрузчик двух рук').click();
  await heading(page, 'Сигнал исправен?');
  await page.goBack();
  await phone.setOffline(true);
  await fillIn(page, 'Погрузчик двух рук');
  await heading(page, WAITS);
  await people.executor.post(`/checks/${id}/answer`, { question_id: 'horn', value: false });

  await phone.setOffline(false);
  await heading(page, 'Сдача ждёт вашего решения');
  await page.getByText('На вопрос уже ответили иначе').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect((await read(id)).status).toBe('in_progress');
  await press(page, 'Взять записанный');
  await heading(page, 'Проверка сдана');
  expect(await read(id)).toMatchObject({
    ...{ status: 'completed', answers: { horn: { value: false }, brakes: { value: true } } },
  });
  await page.getByRole('link', { name: 'К моим проверкам' }).click();

  // What was answered elsewhere and not here is looked at as well.
  const next = await aCheck('Погрузчик чужих глаз', [{ ...HORN, required: false }, BRAKES]);
  await page.getByText('Погрузчик чужих глаз').click();
  await heading(page, 'Тормоза держат?');
  await phone.setOffline(true);
  await press(page, 'Да');
  await page.getByRole('button', { name: 'Да', pressed: true }).waitFor();
  await press(page, 'Итог');
  await press(page, 'Сдать проверку');
  await heading(page, WAITS);
  await people.executor.post(`/checks/${next}/answer`, { question_id: 'horn', value: false });
  await phone.setOffline(false);
  await page.getByText('ответы изменили на другом устройстве').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect((await read(next)).status).toBe('in_progress');
  await press(page, 'Сигнал исправен?');
  await page.getByRole('button', { name: 'Нет', pressed: true }).waitFor();
  await press(page, 'Дальше');
  await press(page, 'Итог');
  await press(page, 'Сдать проверку');
  await heading(page, 'Проверка сдана');
  expect(await read(next)).toMatchObject({ status: 'completed', verdict: 'fail' });
  await phone.close();
}, 150_000);

test('what was cancelled or handed over while the phone was away is said, and a neighbour sends nothing of it', async () => {
  const [cancelled, handedOver] = [await aCheck('Погрузчик отменён'), await aCheck('Погрузчик передан')];
  const phone = await aPhoneOf('executor');
  const { page } = phone;
  for (const title of ['Погрузчик отменён', 'Погрузчик передан']) {
    await page.getByText(title).click();
    await heading(page, 'Сигнал исправен?');
    await page.goBack();
  }
  await phone.route('**/api/v1/checks/*/answers', (route) => route.abort());
  await fillIn(page, 'Погрузчик отменён');
  await page.getByRole('link', { name: 'К моим проверкам' }).click();
  await fillIn(page, 'Погрузчик передан');
  await page.getByText('Не отправлено: 4 ответа, сдача 2 проверок').first().waitFor({ state: 'attached' });
  expect((await people.manager.post(`/checks/${cancelled}/cancel`, { reason: 'лишняя' })).status).toBe(200);
  const to = { executor_id: neighbourId };
  expect((await people.manager.post(`/checks/${handedOver}/reassign`, to)).status).toBe(200);

  // The session ends on the server: the same person signs in again and loses nothing.
  await product.database.db
    .pool('sessions')
    .where({ user_id: people.executorId })
    .update({ ended_at: new Date() });
  await page.reload();
  await page.getByText('Сеанс закончился').waitFor();
  await page.getByText('ждут отправки ответы: executor (6)').waitFor();
  await phone.unroute('**/api/v1/checks/*/answers');
  await signInAs(page, product.url, 'neighbour', PASSWORD);
  await page.getByText('Погрузчик передан').click();
  await heading(page, 'Сигнал исправен?');
  await isSent(page);
  await page.getByRole('button', { name: 'Учётная запись' }).click();
  await page.getByRole('menuitem', { name: 'Выйти' }).click();
  await signInAs(page, product.url, 'executor', PASSWORD);
  await page.getByRole('link', { name: 'Нужно ваше решение: 4 ответа, сдача 2 проверок' }).click();
  const refused = ['Проверка не сдана', 'Ответ не принят, но сохранён на телефоне'];
  await eventually(async () =>
    expect(await Promise.all(refused.map((words) => page.getByText(words).count()))).toEqual([2, 4]),
  );
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await read(cancelled)).toMatchObject({ status: 'cancelled', answers: {} });
  expect(await read(handedOver)).toMatchObject({ status: 'open', answers: {} });
  await page.getByRole('button', { name: 'Понятно' }).first().click();
  await page.getByRole('link', { name: 'Нужно ваше решение: 4 ответа, сдача проверки' }).waitFor();
  await phone.close();
}, 150_000);
