import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import type { BitrixStub } from '../../runtime/bitrixStub/server';
import { createUser } from '../../services/auth/createUser';
import { APPLICATION_TOKEN, aPortal } from '../support/bitrix/portal';
import { type ApiClient, apiClient } from '../support/client';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { type DESKTOP, PHONE, accessibilityFaults, openBrowser, openedAs } from './browser';

let product: TestProduct;
let portal: BitrixStub;
let people: Awaited<ReturnType<typeof signedIn>>;
let browser: Browser;
let worker: ApiClient;
let workerId: string;
let picture: Buffer;

beforeAll(async () => {
  quietTemporal();
  portal = await aPortal();
  product = await startProduct({
    bitrix: { webhookUrl: portal.webhookUrl, applicationToken: APPLICATION_TOKEN },
  });
  people = await signedIn(product);
  browser = await openBrowser();
  const { area_id } = (await people.manager.get('/auth/me')).body;
  const person = (username: string, role: string) =>
    createUser(product.services, {
      ...{ username, full_name: `Работник ${username}`, password: PASSWORD, role, area_id },
    });
  workerId = await person('worker', 'executor');
  await person('master', 'supervisor');
  const { body } = await apiClient(product.url).post('/auth/login', {
    username: 'worker',
    password: PASSWORD,
  });
  worker = apiClient(product.url, body.access_token);
  picture = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#383' } })
    .jpeg()
    .toBuffer();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await portal?.stop();
});

const opened = (username: string, path: string, size?: typeof DESKTOP | typeof PHONE) =>
  openedAs(browser, product.url, username, path, size);

async function aPhoto(): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'press.jpg');
  return (await worker.post('/files/', form)).body.id;
}

/** Handed in with a failed answer that was yes at first, and two photos. */
async function aSubmittedCheck(): Promise<string> {
  const { id: template_id } = await product.build.aTemplate({
    questions: [
      { id: 'guard', type: 'yes_no', text: 'Ограждение на месте?' },
      { id: 'lamp', type: 'yes_no', text: 'Лампа горит?' },
      { id: 'front', type: 'photo', text: 'Фото пресса' },
    ],
    settings: { review: 'supervisor', reminders: [], report_formats: [] },
  });
  const given = { template_id, executor_id: workerId, title: 'Пресс № 7' };
  const { id } = (await people.manager.post('/checks/', given)).body;
  const answers = [
    { question_id: 'guard', value: true },
    { question_id: 'guard', value: false, comment: 'Снято ночью' },
    { question_id: 'lamp', value: true },
    { question_id: 'front', value: [await aPhoto(), await aPhoto()] },
  ];
  for (const answer of answers) expect((await worker.post(`/checks/${id}/answer`, answer)).status).toBe(200);
  expect((await worker.post(`/checks/${id}/submit`)).status).toBe(200);
  return id;
}

test('a reviewer sees how an answer came to be, looks closely by keyboard, gives an action, returns with remarks, and prints', async () => {
  const id = await aSubmittedCheck();
  const { page, context } = await opened('master', `/checks/${id}#q-guard`);
  const guard = page.locator('#q-guard');
  await guard.getByText('«Снято ночью»').waitFor();
  await eventually(async () => expect(await page.evaluate('document.activeElement.id')).toBe('q-guard'));
  await eventually(async () =>
    expect(await page.evaluate(`document.querySelector('.m-photo img')?.naturalWidth > 0`)).toBe(true),
  );
  expect(await accessibilityFaults(page)).toEqual([]);

  await guard.getByRole('button', { name: 'История: 2 редакции' }).click();
  const history = page.getByRole('dialog');
  await history.getByText('Действует').waitFor();
  expect(await history.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringMatching(/Редакция 2 · Работник worker[^]*Нет[^]*«Снято ночью»/),
    expect.stringMatching(/Редакция 1 · Работник worker[^]*Да/),
  ]);
  await page.keyboard.press('Escape');
  await history.waitFor({ state: 'detached' });

  const thumb = page.getByRole('button', { name: 'Фото 1: Фото пресса' });
  await thumb.focus();
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog', { name: 'Фото 1: Фото пресса' });
  await viewer.getByText('1 из 2').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByText('2 из 2').waitFor();
  await page.keyboard.press('+');
  await page.getByText('150 %').waitFor();
  await eventually(async () =>
    expect(
      await page.evaluate(
        `document.querySelector('.m-viewer-frame').scrollWidth > document.querySelector('.m-viewer-frame').clientWidth`,
      ),
    ).toBe(true),
  );
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('0');
  await page.getByText('100 %').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await eventually(async () =>
    expect(await page.evaluate('document.activeElement.className')).toContain('m-photo'),
  );

  await guard.getByRole('button', { name: 'Назначить действие' }).click();
  const giving = page.getByRole('dialog');
  await eventually(async () =>
    expect(await giving.getByLabel('Что сделать').inputValue()).toBe('Устранить: Ограждение на месте?'),
  );
  await giving.getByRole('combobox', { name: 'Ответственный' }).fill('worker');
  await page.getByRole('option', { name: /worker/ }).click();
  await giving.getByLabel('Без фото не принимать').check();
  await giving.getByRole('button', { name: 'Назначить' }).click();
  await giving.waitFor({ state: 'detached' });
  await guard.getByRole('link', { name: 'Устранить: Ограждение на месте?' }).waitFor();
  expect((await people.manager.get(`/actions/?check_id=${id}`)).body.items).toMatchObject([
    { question_id: 'guard', origin: 'person', owner: { id: workerId }, evidence_required: true },
  ]);

  await page.emulateMedia({ media: 'print' });
  await page.getByText(`Проверка · проверка ${id} · напечатано`).waitFor();
  await eventually(async () => expect(await page.getByRole('navigation').isVisible()).toBe(false));
  expect(await page.locator('.m-acts').filter({ visible: true }).count()).toBe(0);
  expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('button', { name: 'По одному вопросу' }).click();
  await page.getByText('Вопрос 1 из 3').waitFor();
  await page.getByRole('switch', { name: 'Только нарушения' }).click();
  await page.getByText('Вопрос 1 из 1').waitFor();
  await page.getByLabel('Замечание').fill('поставьте до смены');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.reload();
  await eventually(async () =>
    expect(await page.getByLabel('Замечание').inputValue()).toBe('поставьте до смены'),
  );
  await page.getByRole('button', { name: 'К решению' }).click();
  await page.getByRole('button', { name: 'Вернуть на доработку' }).click();
  const returning = page.getByRole('dialog');
  expect(await returning.getByLabel('Причина').inputValue()).toBe(
    'Ограждение на месте? — поставьте до смены',
  );
  await returning.getByRole('button', { name: 'Вернуть на доработку' }).click();
  await returning.waitFor({ state: 'detached' });
  expect((await worker.get(`/checks/${id}`)).body.status).toBe('in_progress');
  await context.close();
}, 120_000);

test('an owner does the work with a photo, a supervisor returns and then confirms it, and the portal has it', async () => {
  const due_at = new Date(Date.now() + 86_400_000).toISOString();
  const given = { title: 'Заменить уплотнение', priority: 'high', owner_id: workerId, due_at };
  const { id } = (await people.manager.post('/actions/', { ...given, evidence_required: true })).body;
  const { page: phone, context: pocket } = await opened('worker', `/actions/${id}`, PHONE);
  await phone.getByRole('button', { name: 'Взять в работу' }).click();
  await phone.getByRole('dialog').getByRole('button', { name: 'Взять в работу' }).click();
  await phone.getByText('В работе', { exact: true }).waitFor();
  await phone.getByRole('button', { name: 'Сделано', exact: true }).click();
  const done = phone.getByRole('dialog');
  await done.getByLabel('Комментарий').fill('Поставил новое');
  await done.getByRole('button', { name: 'Сделано' }).click();
  await done
    .getByRole('alert')
    .getByText(/Номер запроса/)
    .waitFor();
  await eventually(async () =>
    expect(await done.getByLabel('Комментарий').inputValue()).toBe('Поставил новое'),
  );
  expect(await accessibilityFaults(phone)).toEqual([]);
  const file = { name: 'seal.jpg', mimeType: 'image/jpeg', buffer: picture };
  await phone.locator('[role=dialog] input[type=file]').setInputFiles(file);
  await done.getByRole('button', { name: 'Сделано' }).click();
  await done.waitFor({ state: 'detached' });
  await phone.getByText('Ждёт проверки', { exact: true }).waitFor();
  await pocket.close();

  const { page, context } = await opened('master', '/actions');
  await page.getByRole('link', { name: /Заменить уплотнение/ }).click();
  await page.getByText(/Передано · задача \d+/).waitFor({ timeout: 30_000 });
  await page.getByRole('img', { name: 'Фото 1: Заменить уплотнение' }).waitFor();
  await page.getByLabel('Комментарий').fill('Вижу старый болт');
  await page.locator('form input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Отправить' }).click();
  await page.getByRole('img', { name: 'Фото 1: Вижу старый болт' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Причина').fill('Замените и болт');
  await page.getByRole('dialog').getByRole('button', { name: 'Вернуть' }).click();
  await page.getByText('Возвращено', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Изменить', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Что сделать').fill('Заменить уплотнение и болт');
  await page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click();
  await page.getByRole('heading', { name: 'Заменить уплотнение и болт' }).waitFor();
  const files = [await aPhoto()];
  expect((await worker.post(`/actions/${id}/done`, { files })).body.status).toBe('done');
  await page.getByRole('button', { name: 'Подтвердить' }).click({ timeout: 20_000 });
  await page.getByRole('dialog').getByRole('button', { name: 'Подтвердить' }).click();
  await page.getByText('Проверено', { exact: true }).waitFor();

  await page.goto(`${product.url}/actions`);
  await page.getByRole('button', { name: 'Новое действие' }).click();
  const giving = page.getByRole('dialog');
  await giving.getByLabel('Что сделать').fill('Покрасить ограждение');
  await giving.getByRole('combobox', { name: 'Ответственный' }).fill('master');
  await page.getByRole('option', { name: /master/ }).click();
  await giving.getByRole('button', { name: 'Назначить' }).click();
  await giving.waitFor({ state: 'detached' });
  await page.getByLabel('Только мои').click();
  await page.waitForURL(/mine=true/);
  await page.getByRole('link', { name: /Заменить уплотнение/ }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /Покрасить ограждение/ }).waitFor();
  await eventually(async () =>
    expect(await page.getByRole('list', { name: 'Корректирующие действия' }).getByRole('link').count()).toBe(
      1,
    ),
  );
  await page.getByRole('link', { name: /Покрасить ограждение/ }).click();
  await page.getByRole('button', { name: 'Отменить', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Причина').fill('Назначено по ошибке');
  await page.getByRole('dialog').getByRole('button', { name: 'Отменить' }).click();
  await page.getByText('Отменено', { exact: true }).waitFor();
  await context.close();
}, 120_000);

test('a manager sees a schedule as a calendar, pauses and resumes it, and deletes it when asked twice', async () => {
  const { id: template_id } = await product.build.aTemplate({ settings: { reminders: [] } });
  const { area_id } = (await people.manager.get('/auth/me')).body;
  const { body } = await people.manager.post('/schedules/', {
    ...{ name: 'Обход каждый час', cron_expression: '0 * * * *', time_zone: 'Europe/Moscow', template_id },
    ...{ executor_ids: [workerId], assignment: 'each', area_id },
  });
  const { page, context } = await opened('manager', `/schedules/${body.id}?view=month&shift=1`);
  const firstOfNext = page.getByRole('button', { name: /^1 [а-я]+, запланирована: 24$/ }).first();
  await firstOfNext.click();
  await page.waitForURL(/day=/);
  await page.getByText('Запланирована', { exact: true }).nth(23).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const act = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await act('Остановить');
  await page.getByText('Остановлено', { exact: true }).waitFor();
  expect((await people.manager.get(`/schedules/${body.id}`)).body.enabled).toBe(false);
  await act('Запустить');
  await page.getByText('Работает', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Удалить' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Не сейчас' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect((await people.manager.get(`/schedules/${body.id}`)).status).toBe(200);
  await act('Удалить');
  await page.waitForURL(/\/schedules$/);
  await page.getByText('Расписаний пока нет').waitFor();
  expect((await people.manager.get(`/schedules/${body.id}`)).status).toBe(404);
  await context.close();
}, 120_000);
