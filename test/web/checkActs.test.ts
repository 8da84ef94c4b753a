import { ApplicationFailure } from '@temporalio/activity';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { createReportActivities } from '../../activities/reports';
import type { Documents } from '../../clients/documents';
import { createUser } from '../../services/auth/createUser';
import { coveredWords, textOf } from '../reports/office';
import { type ApiClient, apiClient } from '../support/client';
import { eventually } from '../support/eventually';
import { testParts } from '../support/parts';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { type DESKTOP, PHONE, accessibilityFaults, openBrowser, openedAs } from './browser';

const QUESTIONS = [
  'Ограждение на месте?',
  'Лампа горит?',
  'Педаль закрыта?',
  'Масло не течёт?',
  'Пол сухой?',
];

let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let browser: Browser;
let master: ApiClient;
let masterId: string;
let template_id: string;

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  people = await signedIn(product);
  browser = await openBrowser();
  const { area_id } = (await people.manager.get('/auth/me')).body;
  const person = (username: string, full_name: string, role: string) =>
    createUser(product.services, { username, full_name, password: PASSWORD, role, area_id });
  masterId = await person('master', 'Кузнецова Ольга', 'supervisor');
  await person('watcher', 'Зайцева Елена', 'auditor');
  const { body } = await apiClient(product.url).post('/auth/login', {
    username: 'master',
    password: PASSWORD,
  });
  master = apiClient(product.url, body.access_token);
  const questions = Array.from({ length: 30 }, (_, n) => ({
    ...{ id: `q${n}`, type: 'yes_no', text: `${n + 1}. ${QUESTIONS[n % QUESTIONS.length]}` },
  }));
  const half = (id: string, title: string, from: number) => ({
    ...{ id, title, questions: questions.slice(from, from + 15) },
  });
  template_id = (
    await product.build.aTemplate({
      sections: [half('cold', 'При выключенном двигателе', 0), half('warm', 'На ходу', 15)],
      settings: { reminders: [], report_formats: [] },
    })
  ).id;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function aCheck(title: string, executor_id = people.executorId): Promise<string> {
  const { status, body } = await people.manager.post('/checks/', { template_id, title, executor_id });
  expect(status).toBe(201);
  return body.id;
}
const checkOf = async (id: string) => (await people.manager.get(`/checks/${id}`)).body;

const opened = (username: string, path: string, size?: typeof DESKTOP | typeof PHONE) =>
  openedAs(browser, product.url, username, path, size);
const dialogOf = (page: Page) => page.getByRole('dialog');
const closed = (page: Page) => dialogOf(page).waitFor({ state: 'detached' });
const focusIs = (page: Page, text: string) =>
  eventually(async () => expect(await page.evaluate('document.activeElement.textContent')).toBe(text));
const refusalIn = (page: Page) => dialogOf(page).getByRole('alert');
/** Changes no longer arrive by themselves, as on a page that was left open behind a dead line. */
const goStale = (page: Page) => page.route('**/api/v1/events', (route) => route.abort());

test('a manager hands a check over by keyboard, moves its time, comments with a photo once though the reply was lost, prints, and cancels it', async () => {
  const id = await aCheck('Погрузчик № 12');
  const { page, context } = await opened('manager', `/checks/${id}`);
  const course = page.getByRole('region', { name: 'Ход проверки' });
  const handOver = page.getByRole('button', { name: 'Передать другому' });
  await handOver.focus();
  await page.keyboard.press('Enter');
  await dialogOf(page).getByRole('combobox', { name: 'Новый исполнитель' }).fill('Зайцева');
  await page.getByRole('option', { name: 'Зайцева Елена' }).click();
  await dialogOf(page).getByLabel('Причина').fill('Больничный');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await refusalIn(page).getByText('Выберите действующего сотрудника').waitFor();
  await refusalIn(page)
    .getByText(/Номер запроса: \S+/)
    .waitFor();
  await focusIs(page, 'Передать другому');
  expect(await accessibilityFaults(page)).toEqual([]);
  await eventually(async () =>
    expect(await dialogOf(page).getByLabel('Причина').inputValue()).toBe('Больничный'),
  );
  await dialogOf(page).getByRole('combobox', { name: 'Новый исполнитель' }).fill('Кузнецова');
  await page.getByRole('option', { name: 'Кузнецова Ольга' }).click();
  await dialogOf(page).getByRole('button', { name: 'Передать другому' }).click();
  await closed(page);
  await focusIs(page, 'Передать другому');
  await course.getByText(/^Новый исполнитель: Кузнецова Ольга\..*Причина: Больничный$/).waitFor();
  expect((await checkOf(id)).executor.id).toBe(masterId);

  await page.getByRole('button', { name: 'Перенести срок' }).click();
  await dialogOf(page).getByLabel('Новый срок').fill('2020-01-01T10:00');
  await dialogOf(page).getByRole('button', { name: 'Перенести срок' }).click();
  await refusalIn(page).getByText('Укажите срок в будущем.').waitFor();
  await dialogOf(page).getByRole('button', { name: 'Не сейчас' }).click();
  await closed(page);
  await page.getByRole('button', { name: 'Перенести срок' }).click();
  await dialogOf(page).getByLabel('Новый срок').fill('2040-01-01T10:00');
  await eventually(async () => expect(await refusalIn(page).count()).toBe(0));
  await dialogOf(page).getByRole('button', { name: 'Перенести срок' }).click();
  await closed(page);
  await course.getByText(/^Новый срок: 01\.01\.2040, 10:00/).waitFor();
  expect((await checkOf(id)).due_at).toBe('2040-01-01T07:00:00.000Z');

  const comments = page.getByRole('region', { name: 'Комментарии' });
  await comments.getByLabel('Комментарий').fill('Проверьте и левую лампу');
  await comments.getByRole('combobox', { name: 'К вопросу' }).click();
  await page.getByRole('option', { name: '2. Лампа горит?', exact: true }).click();
  const buffer = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#338' } })
    .jpeg()
    .toBuffer();
  await comments
    .locator('input[type=file]')
    .setInputFiles({ name: 'lamp.jpg', mimeType: 'image/jpeg', buffer });
  const lost = async (route: Parameters<Parameters<Page['route']>[1]>[0]) => {
    await route.fetch();
    await route.abort();
  };
  await page.route(`**/checks/${id}/comment`, lost, { times: 1 });
  await comments.getByRole('button', { name: 'Отправить' }).click();
  await comments.getByRole('alert').getByText('Сервер не отвечает.', { exact: false }).waitFor();
  await comments.getByRole('button', { name: 'Отправить' }).click();
  await comments.getByRole('alert').waitFor({ state: 'detached' });
  await comments.getByText('к вопросу «2. Лампа горит?»', { exact: false }).waitFor();
  await comments.getByRole('img', { name: 'Фото 1: Проверьте и левую лампу' }).waitFor();
  const { items } = (await people.manager.get(`/checks/${id}/comments`)).body;
  expect(items).toMatchObject([{ question_id: 'q1', files: [{ status: 'ready' }] }]);

  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ format: 'A4' });
  expect(textOf(pdf).match(/\d+\. .+\?$/gm)).toHaveLength(30);
  expect(coveredWords(pdf)).toEqual([]);
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('button', { name: 'Отменить проверку' }).click();
  await focusIs(page, '');
  await page.keyboard.type('Погрузчик списан');
  await dialogOf(page).getByRole('button', { name: 'Отменить проверку' }).click();
  await closed(page);
  await page.getByText('Отменена', { exact: true }).waitFor();
  await focusIs(page, 'Погрузчик № 12');
  await course.getByText(/^Проверка отменена: .*Причина: Погрузчик списан$/).waitFor();
  await eventually(async () =>
    expect(await page.getByRole('button', { name: /Передать другому|Перенести срок|Отменить/ }).count()).toBe(
      0,
    ),
  );
  await context.close();
}, 120_000);

test('on a page that is stale an act is refused in words, which stay though its button is gone; a supervisor declines her own check by thumb', async () => {
  const id = await aCheck('Пресс № 3');
  const { page, context } = await opened('manager', `/checks/${id}`);
  await page.getByRole('button', { name: 'Отменить проверку' }).waitFor();
  await goStale(page);
  await page.reload();
  await page.getByRole('button', { name: 'Отменить проверку' }).click();
  await dialogOf(page).getByLabel('Причина').fill('Пресс в ремонте');
  expect((await master.post(`/checks/${id}/cancel`, { reason: 'Цех закрыт' })).status).toBe(200);
  await dialogOf(page).getByRole('button', { name: 'Отменить проверку' }).click();
  await refusalIn(page).getByText('Проверка завершена').waitFor();
  await refusalIn(page)
    .getByText(/Номер запроса: \S+/)
    .waitFor();
  await page.getByText('Отменена', { exact: true }).waitFor();
  await page.getByText(/Причина: Цех закрыт$/).waitFor();
  await eventually(async () =>
    expect(await dialogOf(page).getByLabel('Причина').inputValue()).toBe('Пресс в ремонте'),
  );
  await refusalIn(page).getByText('Проверка завершена').waitFor();
  await page.keyboard.press('Escape');
  await closed(page);
  await focusIs(page, 'Пресс № 3');
  await eventually(async () =>
    expect(await page.getByRole('button', { name: 'Отменить проверку' }).count()).toBe(0),
  );
  await context.close();

  const own = await aCheck('Обход мастера', masterId);
  const { page: phone, context: pocket } = await opened('master', `/checks/${own}`, PHONE);
  await phone.getByRole('button', { name: 'Отказаться' }).click();
  const decline = dialogOf(phone).getByRole('button', { name: 'Отказаться' });
  await eventually(async () => expect(await decline.isDisabled()).toBe(true));
  const small = `[...document.querySelectorAll('[role=dialog] button, [role=dialog] textarea')]
    .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)`;
  await eventually(async () => expect(await phone.evaluate(small)).toEqual([]));
  expect(await accessibilityFaults(phone)).toEqual([]);
  await dialogOf(phone).getByLabel('Причина').fill('Уехала на склад');
  await decline.click();
  await closed(phone);
  await phone.getByText('Отказ', { exact: true }).waitFor();
  await phone.getByText(/Причина: Уехала на склад$/).waitFor();
  expect((await checkOf(own)).status).toBe('declined');
  await pocket.close();
}, 120_000);

test('many are cancelled at once, stopped in the middle, taken up again; each failure is told, and a lost reply cancels once', async () => {
  const ids: string[] = [];
  for (let n = 1; n <= 6; n += 1) ids.push(await aCheck(`Кран № ${n}`));
  const { page, context } = await opened('manager', `/checks?q=${encodeURIComponent('Кран')}`);
  await page.getByRole('checkbox', { name: 'Выбрать: Кран № 6' }).waitFor();
  await goStale(page);
  await page.reload();
  await page.getByRole('checkbox', { name: 'Выбрать все показанные' }).check();
  await page.getByText('Выбрано 6 проверок').waitFor();
  let release = () => undefined as void;
  const held = new Promise<void>((resolve) => (release = resolve));
  let asked = 0;
  await page.route('**/checks/*/cancel', async (route) => {
    asked += 1;
    await held;
    await route.continue();
  });
  const open = page.getByRole('button', { name: 'Отменить', exact: true });
  await open.click();
  await dialogOf(page).getByLabel('Причина').fill('Цех закрыт');
  await dialogOf(page).getByRole('button', { name: 'Выполнить (6)' }).click();
  await eventually(() => expect(asked).toBe(3));
  await page.keyboard.press('Escape');
  await dialogOf(page).getByRole('button', { name: 'Остановить' }).click();
  release();
  await dialogOf(page).getByRole('status').getByText('Готово 3 из 6').waitFor();
  await eventually(async () =>
    expect(await dialogOf(page).getByRole('listitem').filter({ hasText: 'не начато' }).count()).toBe(3),
  );
  expect(asked).toBe(3);
  const statuses = async () => Promise.all(ids.map(async (id) => (await checkOf(id)).status));
  expect((await statuses()).filter((status) => status === 'cancelled')).toHaveLength(3);

  const left = ids.filter((_, at) => at < 3);
  expect((await master.post(`/checks/${left[0]}/cancel`, { reason: 'Раньше' })).status).toBe(200);
  await page.unroute('**/checks/*/cancel');
  await page.route(
    `**/checks/${left[1]}/cancel`,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await dialogOf(page).getByRole('button', { name: 'Повторить для невыполненных (3)' }).click();
  await dialogOf(page).getByText('Не вышло: 2 из 6.', { exact: false }).waitFor();
  const line = (title: string) => dialogOf(page).getByRole('listitem').filter({ hasText: title });
  await line('Кран № 1').getByText('Проверка завершена.', { exact: false }).waitFor();
  await line('Кран № 1')
    .getByText(/Номер запроса: \S+/)
    .waitFor();
  await line('Кран № 2').getByText('Нет связи', { exact: false }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialogOf(page).getByRole('button', { name: 'Повторить для невыполненных (2)' }).click();
  await dialogOf(page).getByText('Не вышло: 1 из 6.', { exact: false }).waitFor();
  await line('Кран № 2').getByText('выполнено').waitFor();
  expect(await statuses()).toEqual(ids.map(() => 'cancelled'));
  await page.keyboard.press('Escape');
  await closed(page);
  await eventually(async () =>
    expect(await page.getByRole('checkbox', { name: /^Выбрать: Кран/ }).count()).toBe(0),
  );
  await focusIs(page, 'Все проверки');
  await context.close();
}, 120_000);

/** Makes no report until it is mended. */
async function aFaultyReportWorker() {
  const { db, templates, storage, publicUrl, now } = product.services;
  // Only PDF is made of documents.
  const documents = {} as Documents;
  const sound = createReportActivities({ db, templates, storage, documents, publicUrl, now });
  let isMended = false;
  const connection = await NativeConnection.connect({ address: testParts().temporal.address });
  const worker = await Worker.create({
    ...{ connection, namespace: product.temporal.client.options.namespace, taskQueue: 'reports' },
    activities: {
      renderReport: (given: { report_id: string }) => {
        if (!isMended) throw ApplicationFailure.nonRetryable('a fault of the test');
        return sound.renderReport(given);
      },
    },
  });
  const running = worker.run();
  return {
    mend: () => (isMended = true),
    stop: async () => {
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
}

test('a report waits while nobody makes it, says that it failed, is asked for again from the list, and is fetched', async () => {
  const { id: short } = await product.build.aTemplate({ settings: { reminders: [], report_formats: [] } });
  const given = { template_id: short, executor_id: people.executorId, title: 'Погрузчик № 9' };
  const { id } = (await people.manager.post('/checks/', given)).body;
  for (const question_id of ['horn', 'brakes'])
    await people.executor.post(`/checks/${id}/answer`, { question_id, value: true });
  expect((await people.executor.post(`/checks/${id}/submit`)).status).toBe(200);
  const { page, context } = await opened('manager', `/checks/${id}`);
  await page.getByRole('button', { name: 'Создать отчёт' }).click();
  await dialogOf(page).getByRole('radio', { name: 'HTML' }).check();
  await dialogOf(page).getByRole('button', { name: 'Создать' }).click();
  await closed(page);
  await focusIs(page, 'Создать отчёт');
  const reports = page.getByRole('region', { name: 'Отчёты' });
  await reports.getByText('В очереди').waitFor();
  const worker = await aFaultyReportWorker();
  try {
    await reports.getByText('Не удался').waitFor();
    await reports.getByText('Документ не собрался.', { exact: false }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    worker.mend();
    await page.goto(`${product.url}/reports?status=failed`);
    const line = page.getByRole('listitem').filter({ hasText: 'Погрузчик № 9' });
    await line.getByRole('button', { name: 'Повторить' }).click();
    await line.waitFor({ state: 'detached' });
    await page.goto(`${product.url}/reports`);
    const link = line.getByRole('link', { name: /Скачать/ });
    const file = await fetch((await link.getAttribute('href')) ?? '');
    expect(await file.text()).toContain('Погрузчик № 9');
    await eventually(async () => expect(await line.count()).toBe(1));
  } finally {
    await worker.stop();
  }
  await context.close();
}, 120_000);
