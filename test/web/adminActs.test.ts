import type { Browser, Page } from 'playwright-core';
import { createPool } from '../../db/pool';
import type { BitrixStub } from '../../runtime/bitrixStub/server';
import { createUser } from '../../services/auth/createUser';
import { APPLICATION_TOKEN, aPortal } from '../support/bitrix/portal';
import { type ApiClient, apiClient } from '../support/client';
import { eventually } from '../support/eventually';
import { testParts } from '../support/parts';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { DESKTOP, PHONE, accessibilityFaults, openBrowser, signInAs } from './browser';

let product: TestProduct;
let portal: BitrixStub;
let browser: Browser;
/** The administrator's, at a desktop throughout. */
let page: Page;
let manager: ApiClient;
let executorId: string;

beforeAll(async () => {
  quietTemporal();
  portal = await aPortal();
  product = await startProduct({
    bitrix: { webhookUrl: portal.webhookUrl, applicationToken: APPLICATION_TOKEN },
  });
  ({ manager, executorId } = await signedIn(product));
  await createUser(product.services, {
    ...{ username: 'boss', full_name: 'Глава Анна', password: PASSWORD, role: 'admin' },
  });
  browser = await openBrowser();
  page = await signedInPage('boss');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await portal?.stop();
});

async function signedInPage(
  username: string,
  size: typeof DESKTOP | typeof PHONE = DESKTOP,
  password = PASSWORD,
): Promise<Page> {
  const opened = await (await browser.newContext(size)).newPage();
  await signInAs(opened, product.url, username, password);
  return opened;
}
async function open(path: string, on = page): Promise<void> {
  await on.goto(product.url + path);
  await on.getByRole('heading', { level: 1 }).waitFor();
}
/** The one on top. */
const dialog = (on = page) => on.getByRole('dialog').last();
const press = (name: string, on = page) => dialog(on).getByRole('button', { name, exact: true }).click();
const closed = (on = page) => on.getByRole('dialog').waitFor({ state: 'detached' });
const refused = async (words: string, on = page) => {
  await dialog(on).getByRole('alert').getByText(words, { exact: false }).first().waitFor();
  await dialog(on)
    .getByRole('alert')
    .getByText(/Номер запроса: \S+/)
    .waitFor();
};
const pick = async (label: string, option: string) => {
  await dialog().getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

async function actOn(name: string, act: string): Promise<void> {
  await page.getByRole('button', { name: `Действия: ${name}` }).click();
  await page.getByRole('menuitem', { name: act }).click();
}

test('an action that Bitrix24 refuses says why and is sent again from its page once its owner is told right', async () => {
  await open('/integrations?tab=people');
  await page.getByRole('button', { name: 'Добавить связь' }).click();
  await page.getByRole('combobox', { name: 'Человек' }).click();
  await page.getByRole('option', { name: 'executor', exact: true }).click();
  await page.getByLabel('Номер в Битрикс24').fill('99999');
  await page.getByRole('button', { name: 'Добавить связь' }).click();
  await page.getByRole('combobox', { name: 'Человек' }).last().click();
  await page.getByRole('option', { name: 'manager', exact: true }).click();
  await page.getByLabel('Номер в Битрикс24').last().fill('99999');
  await page.getByRole('button', { name: 'Сохранить связи' }).click();
  await page.getByRole('alert').getByText('могут встретиться только раз', { exact: false }).first().waitFor();
  await eventually(async () =>
    expect(await page.getByLabel('Номер в Битрикс24').last().inputValue()).toBe('99999'),
  );
  await page.getByRole('button', { name: 'Убрать связь: manager' }).click();
  await page.getByRole('button', { name: 'Сохранить связи' }).click();
  await page.getByText('Связи сохранены').waitFor();

  const due_at = new Date(Date.now() + 86_400_000).toISOString();
  const given = { title: 'Заменить рукав', priority: 'high', owner_id: executorId, due_at };
  const { id } = (await manager.post('/actions/', given)).body;
  const stateOf = async () => (await manager.get(`/actions/${id}`)).body.external.sync_status;
  await eventually(async () => expect(await stateOf()).toBe('failed'), 40_000);
  await open('/actions?sync_status=failed');
  await page.getByRole('link', { name: /Заменить рукав.*Не передано/ }).click();
  await page.getByText('Assignee not found', { exact: false }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await open('/integrations?tab=people');
  await page.getByRole('button', { name: 'Убрать связь: executor' }).click();
  await page.getByRole('button', { name: 'Сохранить связи' }).click();
  await page.getByText('Связи сохранены').waitFor();
  const isLive = page.waitForResponse('**/api/v1/events');
  await open(`/actions/${id}`);
  await isLive;
  await page.getByRole('button', { name: 'Передать снова' }).click();
  await dialog().getByText('Если причина отказа устранена', { exact: false }).waitFor();
  await press('Передать снова');
  await closed();
  await page.getByText(/^Передано · задача \d+/).waitFor({ timeout: 40_000 });
  await page.getByText('Assignee not found', { exact: false }).waitFor({ state: 'detached' });
  // Refused once, made once.
  expect(portal.calls['tasks.task.add']).toBe(2);
}, 120_000);

test('a person keeps what was typed when a name is taken, gets another role, a new password and no session; the last administrator stays', async () => {
  const phone = await signedInPage('executor', PHONE);
  const desk = await signedInPage('executor');
  await open('/people');
  await page.getByRole('button', { name: 'Добавить человека' }).click();
  await dialog().getByLabel('Имя и фамилия').fill('Новиков Пётр');
  await dialog().getByLabel('Имя для входа').fill('executor');
  await dialog().getByRole('textbox', { name: 'Пароль' }).fill('a long enough secret');
  await pick('Роль', 'Исполнитель');
  await press('Сохранить');
  await refused('Пользователь с именем executor уже есть');
  await eventually(async () =>
    expect(await dialog().getByLabel('Имя и фамилия').inputValue()).toBe('Новиков Пётр'),
  );
  await dialog().getByLabel('Имя для входа').fill('novikov');
  await press('Сохранить');
  await closed();
  await page.getByRole('button', { name: 'Изменить: Новиков Пётр' }).click();
  await pick('Роль', 'Мастер');
  await press('Сохранить');
  await closed();
  const row = page.getByRole('listitem').filter({ hasText: 'novikov' });
  await row.getByText('Мастер', { exact: true }).waitFor();

  await actOn('executor', 'Сеансы');
  const list = page.getByRole('dialog', { name: 'Сеансы: executor' });
  const ending = (title: string) => page.getByRole('dialog', { name: title, exact: true });
  const sessions = list.getByRole('listitem');
  await eventually(async () => expect(await sessions.count()).toBe(3));
  expect(await accessibilityFaults(page)).toEqual([]);
  await list.getByRole('button', { name: 'Завершить сеанс: Chrome, Linux' }).first().click();
  await ending('Завершить').getByText('Chrome, Linux: на этом устройстве придётся войти заново.').waitFor();
  await ending('Завершить').getByRole('button', { name: 'Завершить', exact: true }).click();
  await ending('Завершить').waitFor({ state: 'detached' });
  await eventually(async () => expect(await sessions.count()).toBe(2));
  await list.getByRole('button', { name: 'Завершить все' }).click();
  await ending('Завершить все').getByRole('button', { name: 'Завершить все' }).click();
  await list.getByText('Ни на одном устройстве вход не выполнен.').waitFor();
  for (const other of [phone, desk]) await other.getByText('Сеанс закончился', { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  await closed();
  await eventually(async () =>
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Действия: executor'),
  );

  await actOn('executor', 'Сменить пароль');
  await dialog().getByRole('textbox').fill('password123');
  await press('Сменить пароль');
  await refused('этот легко подобрать');
  await press('Придумать пароль');
  const made = await dialog().getByRole('textbox').inputValue();
  await press('Сменить пароль');
  await closed();
  await signInAs(phone, product.url, 'executor', made);

  await actOn('Глава Анна', 'Отключить');
  await press('Отключить');
  await refused('Сначала назначьте другого администратора');
  await press('Не сейчас');
  await closed();
  await phone.context().close();
  await desk.context().close();
}, 120_000);

test('a password is changed after two refusals, which ends the other session and says so; language and theme outlive the page', async () => {
  const other = await signedInPage('manager', PHONE);
  const mine = await signedInPage('manager', PHONE);
  await open('/me', mine);
  const field = (label: string) => mine.getByRole('textbox', { name: label, exact: true });
  const give = async (current: string, next: string) => {
    await field('Нынешний пароль').fill(current);
    await field('Новый пароль').fill(next);
    await field('Новый пароль ещё раз').fill(next);
    await mine.keyboard.press('Enter');
  };
  const alert = mine.getByRole('alert');
  await give('not my password', 'password123');
  await alert.getByText('Это не ваш нынешний пароль', { exact: false }).waitFor();
  expect(await accessibilityFaults(mine)).toEqual([]);
  await give(PASSWORD, 'password123');
  await alert.getByText('этот легко подобрать', { exact: false }).waitFor();
  await alert.getByText(/Номер запроса: \S+/).waitFor();
  await eventually(async () => expect(await field('Нынешний пароль').inputValue()).toBe(PASSWORD));
  await give(PASSWORD, 'another horse battery');
  await mine.getByText('Пароль изменён, остальные сеансы завершены').waitFor();
  await eventually(async () => expect(await field('Нынешний пароль').inputValue()).toBe(''));
  await other.getByText('Сеанс закончился', { exact: false }).waitFor();
  const sessions = mine.getByRole('list', { name: 'Мои сеансы' }).getByRole('listitem');
  await eventually(async () => expect(await sessions.count()).toBe(1));

  await mine.getByText('Тёмная', { exact: true }).click();
  await mine.getByText('English', { exact: true }).click();
  await mine.getByRole('heading', { name: 'My account' }).waitFor();
  await mine.reload();
  await mine.getByRole('heading', { name: 'My account' }).waitFor();
  await eventually(async () =>
    expect(await mine.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark'),
  );
  const { body } = await apiClient(product.url).post('/auth/login', {
    ...{ username: 'manager', password: 'another horse battery' },
  });
  const account = apiClient(product.url, body.access_token);
  await eventually(async () => expect((await account.get('/auth/me')).body.locale).toBe('en'));
  expect(
    (await apiClient(product.url).post('/auth/login', { username: 'manager', password: PASSWORD })).status,
  ).toBe(401);
  await other.context().close();
  await mine.context().close();
}, 120_000);

test('what another administrator did meanwhile to areas is told; shifts that overlap are refused, a template is archived, and a log that was tampered with is found out', async () => {
  const boss = apiClient(
    product.url,
    (await apiClient(product.url).post('/auth/login', { username: 'boss', password: PASSWORD })).body
      .access_token,
  );
  const area = async (name: string) =>
    (await boss.post('/areas/', { name, time_zone: 'Europe/Moscow' })).body.id as string;
  const [north, south] = [await area('Северный корпус'), await area('Южный корпус')];
  await open('/places');
  await page.getByRole('button', { name: 'Изменить: Северный корпус' }).click();
  await pick('Входит в участок', 'Южный корпус');
  expect((await boss.patch(`/areas/${south}`, { parent_id: north })).status).toBe(200);
  await press('Сохранить');
  await dialog()
    .getByRole('alert')
    .getByText(/Номер запроса: \S+/)
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('Не сейчас');
  await closed();

  const week = { mon: [{ from: '08:00', to: '17:00' }] };
  const calendar = { name: 'Смены котельной', week, holidays: [], working_days: [] };
  expect((await boss.post('/calendars/', calendar)).status).toBe(201);
  await open('/places?tab=calendars');
  await page.getByRole('button', { name: 'Изменить: Смены котельной' }).click();
  await press('Добавить смену: Пн');
  await dialog().getByLabel('Пн, смена 2: с').fill('16:00');
  await dialog().getByLabel('Пн, смена 2: до').fill('20:00');
  await press('Сохранить');
  await refused('В календаре есть ошибки');
  await dialog().getByText('Эта смена пересекается с другой сменой того же дня.').first().waitFor();
  await dialog().getByLabel('Пн, смена 2: с').fill('17:00');
  await press('Сохранить');
  await closed();
  await page.getByRole('region', { name: 'Смены котельной' }).getByText('08:00-17:00, 17:00-20:00').waitFor();

  const { id: template_id } = await product.build.aTemplate({ name: 'Обход котельной' });
  await open(`/templates/${template_id}`);
  await page.getByRole('button', { name: 'В архив' }).click();
  await press('В архив');
  await closed();
  await page.getByText('В архиве', { exact: true }).waitFor();
  await eventually(async () =>
    expect(await page.getByRole('button', { name: /^(Изменить|В архив)$/ }).count()).toBe(0),
  );

  await open('/audit?entity_type=template');
  await page.getByRole('combobox', { name: 'Что сделано' }).click();
  await page.getByRole('option', { name: /в архив/ }).click();
  const entry = page.getByRole('listitem').filter({ hasText: 'Шаблон: в архив' });
  await entry.getByText('Глава Анна').click();
  await entry.getByRole('button', { name: 'Все записи об этом объекте' }).click();
  await page.waitForURL(/entity_id=/);
  const { body: log } = await boss.get(`/audit/?entity_id=${template_id}`);
  const { seq } = log.items[0];
  const superuser = new URL(testParts().database.superuserUrl);
  superuser.pathname = new URL(product.database.adminUrl).pathname;
  const pool = createPool({ url: superuser.href, maxConnections: 1, applicationName: 'test' });
  try {
    await pool.transaction(async (trx) => {
      await trx.raw("set local session_replication_role = 'replica'");
      await trx.raw("update audit_log set action = 'template.update' where seq = ?", [seq]);
    });
  } finally {
    await pool.destroy();
  }
  await page.getByRole('button', { name: 'Проверить целостность' }).click();
  await page.getByText('Журнал нарушен').waitFor();
  await page.getByText(`Первая негодная запись: № ${seq}.`).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
}, 120_000);
