import type { Browser, Page } from 'playwright-core';
import { dialogs } from '../../bot/dialogs/dialogs';
import type { RunningBot } from '../../bot/startBot';
import type { BitrixStub } from '../../runtime/bitrixStub/server';
import { createUser } from '../../services/auth/createUser';
import { seedCalendar } from '../../services/calendars/seedCalendar';
import { APPLICATION_TOKEN, aPortal } from '../support/bitrix/portal';
import { type ApiClient, apiClient } from '../support/client';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { type FakeTelegram, startFakeTelegram } from '../support/telegram/fakeTelegram';
import { runBot } from '../support/telegram/runBot';
import { quietTemporal } from '../support/temporal';
import { type TemporalServer, aTemporalServer } from '../support/temporalServer';
import { DESKTOP, PHONE, accessibilityFaults, openBrowser, signInAs } from './browser';

let product: TestProduct;
let temporal: TemporalServer;
let telegram: FakeTelegram;
let portal: BitrixStub;
let bot: RunningBot;
let browser: Browser;
/** The administrator's, at a desktop throughout. */
let page: Page;
let manager: ApiClient;
let executor: ApiClient;
let executorId: string;

beforeAll(async () => {
  quietTemporal();
  [temporal, telegram, portal] = await Promise.all([aTemporalServer(), startFakeTelegram(), aPortal()]);
  product = await startProduct({
    ...{ temporalAddress: temporal.address, telegram },
    bitrix: { webhookUrl: portal.webhookUrl, applicationToken: APPLICATION_TOKEN },
  });
  ({ manager, executor, executorId } = await signedIn(product));
  const { services, database } = product;
  await seedCalendar(services);
  await createUser(services, {
    ...{ username: 'boss', full_name: 'Глава Анна', password: PASSWORD, role: 'admin' },
  });
  bot = runBot({ services, database, fake: telegram, dialogs });
  await bot.introduced;
  browser = await openBrowser();
  page = await signedInPage('boss');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await bot?.stop();
  await product?.stop();
  await portal?.stop();
  await telegram?.stop();
  await temporal?.dispose();
});

async function signedInPage(username: string, size: typeof DESKTOP | typeof PHONE = DESKTOP): Promise<Page> {
  const opened = await (await browser.newContext(size)).newPage();
  await signInAs(opened, product.url, username, PASSWORD);
  return opened;
}
async function open(path: string, on = page): Promise<void> {
  await on.goto(product.url + path);
  await on.getByRole('heading', { level: 1 }).waitFor();
}
const dialog = (on = page) => on.getByRole('dialog');
const press = (name: string, on = dialog()) => on.getByRole('button', { name, exact: true }).click();
const closed = (on = page) => dialog(on).waitFor({ state: 'detached' });
const axe = async (on = page) => expect(await accessibilityFaults(on)).toEqual([]);

test('a permission is taken from a role with a preview of whom it hits, and a person who is signed in loses it at once', async () => {
  const other = await signedInPage('manager');
  await other.getByRole('link', { name: 'Аналитика' }).waitFor();
  await open('/roles');
  await page.getByRole('columnheader', { name: /Руководитель.*встроенная.*1 человек/ }).waitFor();
  await axe();
  await page.getByRole('button', { name: 'Изменить роль «Руководитель»' }).click();
  await dialog().getByText('Пока ничего не изменено.').waitFor();
  await dialog().getByLabel('Видеть аналитику').uncheck();
  await dialog().getByText('Коснётся 1 человека, сразу: manager').waitFor();
  const preview = dialog().getByRole('region', { name: 'Что изменится' });
  await eventually(async () =>
    expect(await preview.getByRole('listitem').allTextContents()).toEqual(['Видеть аналитику']),
  );
  await axe();
  await press('Сохранить');
  await closed();

  await other.getByRole('link', { name: 'Аналитика' }).click();
  await other.getByRole('heading', { name: 'Этот раздел не для вас' }).waitFor();
  expect(await other.getByRole('link', { name: 'Аналитика' }).count()).toBe(0);
  await axe(other);
  await other.getByRole('link', { name: 'На главную' }).click();
  await other.getByRole('heading', { name: 'Доска проверок' }).waitFor();
  await other.context().close();
}, 120_000);

test('a role is made after another’s model, and what would lock everybody out is refused in words', async () => {
  await open('/roles');
  await page.getByRole('button', { name: 'Новая роль' }).click();
  await dialog().getByLabel('Название').fill('Диспетчер');
  await dialog().getByLabel('Обозначение').fill('dispatcher');
  await dialog().getByRole('combobox', { name: 'Взять за основу' }).click();
  await page.getByRole('option', { name: 'Исполнитель' }).click();
  await dialog().getByLabel('Видеть проверки').check();
  await press('Сохранить');
  await closed();
  await page.getByRole('columnheader', { name: /Диспетчер.*0 человек/ }).waitFor();

  await page.getByRole('button', { name: 'Изменить роль «Администратор»' }).click();
  await dialog().getByLabel('Управлять ролями').uncheck();
  await press('Сохранить');
  await dialog().getByRole('alert').waitFor();
  await eventually(async () => expect(await dialog().getByLabel('Управлять ролями').isChecked()).toBe(false));
  await press('Не сейчас');
}, 120_000);

test('a person is added with a password that was made up, and is deactivated knowing what is left behind', async () => {
  await open('/people');
  await page.getByRole('button', { name: 'Добавить человека' }).click();
  await dialog().getByLabel('Имя и фамилия').fill('Новиков Пётр');
  await dialog().getByLabel('Имя для входа').fill('novikov');
  await press('Придумать пароль');
  const password = await dialog().getByRole('textbox', { name: 'Пароль' }).inputValue();
  await dialog().getByRole('combobox', { name: 'Роль' }).click();
  await page.getByRole('option', { name: 'Исполнитель' }).click();
  await press('Сохранить');
  await closed();
  const login = () => apiClient(product.url).post('/auth/login', { username: 'novikov', password });
  const { body } = await login();
  expect(body.access_token).toEqual(expect.any(String));

  const { id: template_id } = await product.build.aTemplate({ name: 'Погрузчик' });
  const given = { template_id, executor_id: executorId, title: 'Погрузчик № 7' };
  expect((await manager.post('/checks/', given)).status).toBe(201);
  await page.getByRole('searchbox', { name: 'Поиск' }).fill('executor');
  const acts = page.getByRole('button', { name: /^Действия: / });
  await eventually(async () => expect(await acts.count()).toBe(1));
  await acts.click();
  await page.getByRole('menuitem', { name: 'Отключить' }).click();
  await dialog().getByText('У него 1 незаконченная проверка: «Погрузчик № 7».').waitFor();
  await dialog().getByText('уведомление получит мастер, manager').waitFor();
  await axe();
  await press('Не сейчас');

  await page.getByRole('searchbox', { name: 'Поиск' }).fill('новиков');
  await page.getByRole('button', { name: 'Действия: Новиков Пётр' }).click();
  await page.getByRole('menuitem', { name: 'Отключить' }).click();
  await dialog().getByText('Незаконченных проверок и действий у него нет.').waitFor();
  await press('Отключить');
  await closed();
  await page.getByRole('list', { name: 'Люди' }).getByText('Отключён').waitFor();
  expect((await login()).body.code).toBe('auth.bad_credentials');
}, 120_000);

test('an area finds its time zone by the city’s name, and a calendar has a night shift and a holiday', async () => {
  await open('/places');
  await page.getByRole('button', { name: 'Новый участок' }).click();
  await dialog().getByLabel('Название').fill('Литейный цех');
  await dialog().getByRole('combobox', { name: 'Часовой пояс' }).fill('Екатеринбург');
  await page.getByRole('option', { name: /Asia\/Yekaterinburg/ }).click();
  await dialog().getByRole('combobox', { name: 'Входит в участок' }).click();
  await page.getByRole('option', { name: 'Цех 1' }).click();
  await axe();
  await press('Сохранить');
  await closed();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Литейный цех' })
    .getByText('Екатеринбург, Челябинск, Пермь (GMT+5)')
    .waitFor();

  await page.getByRole('tab', { name: 'Календари' }).click();
  await page.getByRole('button', { name: 'Новый календарь' }).click();
  await dialog().getByLabel('Название').fill('Две смены');
  await press('Добавить смену: Пн');
  await dialog().getByLabel('Пн, смена 2: с').fill('22:00');
  await dialog().getByLabel('Пн, смена 2: до').fill('06:00');
  await dialog().getByText('до следующего дня').waitFor();
  await press('Так же по пятницу');
  await dialog().getByRole('group', { name: 'Праздники' }).getByLabel('Дата').fill('2027-05-01');
  await dialog()
    .getByRole('group', { name: 'Праздники' })
    .getByRole('button', { name: 'Добавить дату' })
    .click();
  await axe();
  await press('Сохранить');
  await closed();
  const made = page.getByRole('region', { name: 'Две смены' });
  await made.getByText('1 праздник').waitFor();
  await eventually(async () => expect(await made.getByText('08:00-17:00, 22:00-06:00').count()).toBe(5));
}, 120_000);

test('the log says in words what was changed, keeps its filters in the address, and is verified', async () => {
  await open('/audit');
  await page.getByRole('combobox', { name: 'Объект' }).click();
  await page.getByRole('option', { name: 'Роль' }).click();
  const entry = page.getByRole('listitem').filter({ hasText: 'Роль: изменение · Руководитель' });
  await entry.getByText('Роль: изменение').click();
  const row = entry.getByRole('row', { name: /^Разрешения/ });
  const [before, after] = await row.getByRole('cell').allTextContents();
  expect([before?.includes('Видеть аналитику'), after?.includes('Видеть аналитику')]).toEqual([true, false]);
  expect(page.url()).toContain('entity_type=role');
  await page.getByRole('button', { name: 'Проверить целостность' }).click();
  await page.getByText('Журнал цел').waitFor();
  await axe();
}, 120_000);

test('notices are counted at the bell and read; Telegram is linked by the code and unlinked; a session elsewhere is ended', async () => {
  const phone = await signedInPage('executor', PHONE);
  const desk = await signedInPage('executor');
  await phone.getByRole('link', { name: 'Уведомления: 1 новое' }).click();
  await phone.getByRole('button', { name: 'Прочитать все' }).click();
  await phone.getByRole('link', { name: 'Уведомления: новых нет' }).waitFor();
  await axe(phone);

  await phone.getByRole('button', { name: 'Учётная запись' }).click();
  await phone.getByRole('menuitem', { name: 'Моя учётная запись' }).click();
  await phone.getByRole('button', { name: 'Привязать Телеграм' }).click();
  await phone.getByRole('img', { name: 'QR-код со ссылкой на бота' }).waitFor();
  await phone.getByText(/Код действует ещё \d+:\d\d/).waitFor();
  await axe(phone);
  const link = (await phone.getByRole('link', { name: 'Открыть бота' }).getAttribute('href')) ?? '';
  telegram.user().says(`/start ${new URL(link).searchParams.get('start')}`);
  await phone.getByText('Бот присылает уведомления').waitFor({ timeout: 30_000 });
  await phone.getByRole('button', { name: 'Отвязать Телеграм' }).click();
  await press('Отвязать Телеграм', dialog(phone));
  await phone.getByRole('button', { name: 'Привязать Телеграм' }).waitFor();

  const sessions = phone.getByRole('list', { name: 'Мои сеансы' });
  await sessions.getByText('это устройство').waitFor();
  await phone.getByRole('button', { name: 'Завершить все остальные' }).click();
  await press('Завершить все остальные', dialog(phone));
  await closed(phone);
  await eventually(async () => expect(await sessions.getByRole('listitem').count()).toBe(1));
  await desk.goto(`${product.url}/me`);
  await desk.getByText('Сеанс закончился', { exact: false }).waitFor();
  expect((await executor.get('/auth/me')).status).toBe(401);

  await phone.getByText('English', { exact: true }).click();
  await phone.getByRole('heading', { name: 'My account' }).waitFor();
  await eventually(async () => {
    const { locale } = await product.database.db.pool('users').where({ id: executorId }).first('locale');
    expect(locale).toBe('en');
  });
  await phone.context().close();
  await desk.context().close();
}, 120_000);

test('a refresh whose reply is lost in a dead spot, and a reload upon it, leave one signed in', async () => {
  const phone = await signedInPage('manager', PHONE);
  await phone.evaluate(`sessionStorage.clear()`);
  let lost = 0;
  await phone.route('**/auth/refresh', async (route) => {
    await route.fetch();
    lost += 1;
    await route.abort();
  });
  await phone.goto(`${product.url}/me`);
  await eventually(() => expect(lost).toBeGreaterThan(0));
  await phone.unroute('**/auth/refresh');
  await open('/me', phone);
  await phone.getByRole('list', { name: 'Мои сеансы' }).getByText('это устройство').waitFor();
  await phone.context().close();
}, 120_000);

test('calls to Bitrix24 are told with what was sent, and an action that was not carried over is sent again', async () => {
  const due_at = new Date(Date.now() + 86_400_000).toISOString();
  const given = { title: 'Заменить лампу', priority: 'high', owner_id: executorId, due_at };
  const { id } = (await manager.post('/actions/', given)).body;
  const synced = async () => (await manager.get(`/actions/${id}`)).body.external.sync_status === 'synced';
  await eventually(async () => expect(await synced()).toBe(true), 40_000);
  await open('/integrations');
  const call = page.getByRole('listitem').filter({ hasText: /^→ tasks\.task\.add/ });
  await call.getByText('tasks.task.add').first().click();
  await call.getByText('Заменить лампу').first().waitFor();
  await call.getByRole('link', { name: 'К действию' }).waitFor();
  await axe();

  await product.database.db
    .pool('actions')
    .where({ id })
    .update({ sync_status: 'failed', sync_error: 'Нет прав' });
  await page.getByRole('tab', { name: /^Не передано/ }).click();
  await page.getByText('Нет прав').waitFor();
  await axe();
  await page.getByRole('button', { name: 'Передать снова: Заменить лампу' }).click();
  await page.getByText('Каждое действие совпадает со своей задачей.').waitFor({ timeout: 40_000 });
  expect(await synced()).toBe(true);
}, 120_000);

test('on a phone every page of an administrator fits, and what is not there has a way out', async () => {
  await page.setViewportSize(PHONE.viewport);
  for (const path of ['/roles', '/people', '/places', '/audit', '/integrations', '/system', '/nowhere']) {
    await open(path);
    await eventually(async () =>
      expect(await page.getByRole('status', { name: 'Загрузка' }).count()).toBe(0),
    );
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect([path, ...(await accessibilityFaults(page))]).toEqual([path]);
  }
  await page.getByRole('heading', { name: 'Такой страницы нет' }).waitFor();
  await page.getByRole('link', { name: 'На главную' }).click();
  await page.getByRole('heading', { name: 'Доска проверок' }).waitFor();
  await page.setViewportSize(DESKTOP.viewport);
}, 120_000);

test('the state of the system names the workers; with Temporal stopped it says so, and the rest is there', async () => {
  await open('/system');
  await page.getByText('Всё работает').waitFor();
  const queues = page.getByRole('region', { name: 'Кто обслуживает очереди' });
  await queues.getByText(/\d+@/).first().waitFor();
  const tasks = page.getByRole('region', { name: 'Регулярные работы' });
  await tasks.getByText('Сверка процессов с Temporal').waitFor();
  expect(await tasks.getByText('просрочена').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Открыть Temporal' }).getAttribute('href')).toContain(
    '/workflows',
  );
  await axe();
  await temporal.stop();
  try {
    await page.reload();
    await page.getByText('Работает не всё').waitFor({ timeout: 30_000 });
    await page.getByText('Temporal не отвечает, поэтому неизвестно, кто работает.').waitFor();
    await page.getByRole('region', { name: 'Части' }).getByText('не отвечает').waitFor();
    await page
      .getByRole('region', { name: 'Журнал изменений' })
      .getByText(/Записей: \d+/)
      .waitFor();
    await axe();
  } finally {
    await temporal.start();
  }
}, 120_000);
