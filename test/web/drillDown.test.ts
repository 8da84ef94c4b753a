import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { DESKTOP, PHONE, accessibilityFaults, openBrowser, signInAs } from './browser';

const DAY_MS = 86_400_000;
/** Half a day from the plant's clocks, so that its days are not the reader's. */
const FAR_AWAY = { timezoneId: 'America/Los_Angeles' };

let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let browser: Browser;
let shop: string;
let line: string;
let template_id: string;

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  people = await signedIn(product);
  browser = await openBrowser();
  shop = (await people.manager.get('/auth/me')).body.area_id;
  line = await product.build.anArea({ name: 'Линия 4', parent_id: shop });
  template_id = (await product.build.aTemplate({ name: 'Погрузчик' })).id;
  const passed = { status: 'completed', verdict: 'pass', submitted: 1 };
  const failed = { status: 'completed', verdict: 'fail', submitted: 5, brakes: false };
  await aPastCheck(2, shop, { ...failed, submitted: 1 });
  await aPastCheck(2, line, failed);
  await aPastCheck(2, line, { ...passed, brakes: true });
  await aPastCheck(3, shop, { ...failed, brakes: [false, true] });
  await aPastCheck(3, line, { status: 'missed' });
  await aPastCheck(3, shop, { status: 'open' });
  // Before the last seven days.
  await aPastCheck(9, shop, failed);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

interface Past {
  status: string;
  verdict?: string;
  /** Hours after its opening; it was due after four. */
  submitted?: number;
  /** The answer, or those that came one after the other. */
  brakes?: boolean | boolean[];
}

async function aPastCheck(daysAgo: number, area_id: string, past: Past): Promise<void> {
  const { submitted, brakes, ...rest } = past;
  const id = uuidv7();
  const opened = Date.now() - daysAgo * DAY_MS;
  const after = (hours: number) => new Date(opened + hours * 3_600_000);
  const { pool } = product.database.db;
  await pool('checks').insert({
    ...{ id, template_id, template_version: 1, title: 'Обход', area_id, executor_id: people.executorId },
    ...{ due_at: after(4), armed_at: after(0), created_at: after(0), ...rest },
    ...(submitted !== undefined && { submitted_at: after(submitted), completed_at: after(submitted) }),
  });
  for (const [index, value] of [brakes ?? []].flat().entries())
    await pool('answers').insert({
      ...{ check_id: id, question_id: 'brakes', revision: index + 1, seq: index + 1, failed: !value },
      ...{ value: JSON.stringify(value), answered_at: after(1), answered_by: people.executorId },
    });
}

async function opened(
  path: string,
  size: typeof DESKTOP | typeof PHONE = DESKTOP,
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ ...size, ...FAR_AWAY });
  const page = await context.newPage();
  await signInAs(page, product.url, 'manager', PASSWORD);
  await page.goto(product.url + path);
  return { page, context };
}

const rows = (page: Page) => page.getByRole('link', { name: /Обход/ });

/** The list says how many it has found, and shows as many. */
async function expectFound(page: Page, count: number): Promise<void> {
  await page.waitForURL(/\/checks\?/);
  await page
    .getByRole('status')
    .getByText(new RegExp(`^Найден[аоы] ${count} провер`))
    .waitFor();
  await eventually(async () => expect(await rows(page).count()).toBe(count));
}

/** Follows a figure, and finds as many checks as it says. */
async function follow(page: Page, figure: Locator): Promise<void> {
  const count = Number(await figure.innerText());
  expect(count).toBeGreaterThan(0);
  await figure.click();
  await expectFound(page, count);
}

test('a figure leads to the checks behind it: as many, named by what they are, after a reload and back again', async () => {
  const { page, context } = await opened('/analytics?period=7d&by_area_as=table&by_day_as=table');
  const failing = page.getByRole('region', { name: 'Чаще всего нарушают' }).first();
  await failing.getByText('2 из 4').waitFor();
  await failing.getByRole('link', { name: 'Тормоза держат?' }).click();
  await expectFound(page, 2);
  const only = page.getByRole('group', { name: 'Показаны только' });
  const drop = only.getByRole('button', { name: 'Убрать фильтр: Нарушение в вопросе «Тормоза держат?»' });
  await drop.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.reload();
  await expectFound(page, 2);
  await drop.click();
  await expectFound(page, 4);
  await rows(page).first().click();
  await page.waitForURL(/\/checks\/[0-9a-f-]{36}/);
  await page.goBack();
  await expectFound(page, 4);
  await page.goBack();

  for (const name of ['Проверок', 'Завершено', 'Не вовремя', 'Просрочено сейчас', 'Пропущено']) {
    const tile = page.locator('.m-tile').filter({ has: page.getByText(name, { exact: true }) });
    await follow(page, tile.getByRole('link').first());
    await page.goBack();
  }
  const ofShop = page
    .getByRole('region', { name: 'По участкам' })
    .getByRole('row', { name: /^Цех 1/ })
    .first();
  await follow(page, ofShop.getByRole('link').nth(1));
  await only.getByRole('button', { name: /Сам участок, без нижестоящих/ }).click();
  await expectFound(page, 6);
  await page.goBack();
  const days = page.getByRole('region', { name: 'Проверки по дням' }).last();
  await follow(page, days.getByRole('row').nth(1).getByRole('link').nth(1));
  await only.getByRole('button', { name: /Назначены .* по времени участка/ }).waitFor();
  await context.close();
}, 120_000);

test('filters live in the address of every list, on a phone in English as well', async () => {
  const { page, context } = await opened('/checks?verdict=fail&late=true', PHONE);
  await page.evaluate(`localStorage.setItem('proverka.language', 'en')`);
  await page.reload();
  await page.getByText('3 checks found').waitFor();
  await page.getByRole('button', { name: 'Drop the filter: Late' }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  for (const [path, label] of [
    ['/actions', 'Status'],
    ['/reports', 'Status'],
    ['/schedules', 'State'],
    ['/templates', 'Status'],
    ['/checks', 'Verdict'],
  ] as const) {
    await page.goto(product.url + path);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('combobox', { name: label }).click();
    const choice = page.getByRole('option').nth(1);
    const word = await choice.innerText();
    await choice.click();
    await page.waitForURL(/\?/);
    await page.reload();
    await page.getByRole('button', { name: 'Filters' }).click();
    const kept = page.getByRole('combobox', { name: label });
    await eventually(async () => expect([path, await kept.inputValue()]).toEqual([path, word]));
  }
  await context.close();
}, 120_000);

const chosen = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

test('a question is asked in one area alone: by clicks, in words, on the phone beside, and in the check itself', async () => {
  const foreign = { '<': [{ var: 'check.area_id' }, 'x'] };
  const { body: made } = await people.manager.post('/templates/', {
    name: 'Кран',
    structure: {
      sections: [
        {
          id: 'main',
          title: 'Осмотр',
          questions: [
            { id: 'horn', type: 'yes_no', text: 'Сигнал слышен?' },
            { id: 'hook', type: 'yes_no', text: 'Крюк цел?', visible_if: foreign },
          ],
        },
      ],
    },
  });
  const { page, context } = await opened(`/templates/${made.id}/edit`);
  await page.locator('.tpl-row', { hasText: 'Сигнал слышен?' }).getByRole('button').nth(1).click();
  await page.getByRole('button', { name: 'Условия', expanded: false }).click();
  await page.getByRole('button', { name: 'Задать условие' }).click();
  await chosen(page, 'Вопрос 1', 'Участок проверки');
  await chosen(page, 'Значение 1', 'Линия 4');
  const row = page.locator('.tpl-row', { hasText: 'Сигнал слышен?' });
  await row.getByText('если участок проверки — «Линия 4»').waitFor();
  const phone = page.getByRole('region', { name: 'Как это увидит исполнитель' });
  const asked = phone.getByRole('heading', { name: 'Сигнал слышен?' });
  await asked.waitFor({ state: 'detached' });
  await chosen(page, 'Как на участке', 'Линия 4');
  await asked.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Добавить условие' }).click();
  await chosen(page, 'Вопрос 2', 'Исполнитель');
  await chosen(page, 'Сравнение 2', 'это не');
  await chosen(page, 'Значение 2', 'manager');
  await row.getByText('если участок проверки — «Линия 4» и исполнитель это не «manager»').waitFor();
  await page
    .getByRole('button', { name: /Сохранить|Опубликовать/ })
    .first()
    .click();
  await page.waitForURL(new RegExp(`/templates/${made.id}$`));

  const { body: saved } = await people.manager.get(`/templates/${made.id}`);
  const [horn, hook] = saved.structure.sections[0].questions;
  expect(horn.visible_if).toEqual({
    and: [
      { '==': [{ var: 'check.area_id' }, line] },
      { '!=': [{ var: 'check.executor_id' }, await managerId()] },
    ],
  });
  expect(hook.visible_if).toEqual(foreign);
  await page.goto(`${product.url}/templates/${made.id}/versions`);
  await page.getByText(/участок проверки — «Линия 4» и исполнитель это не «manager»/).waitFor();

  for (const [area_id, total] of [
    // The rule of another hand holds everywhere.
    [line, 2],
    [shop, 1],
  ] as const) {
    const { body } = await people.manager.post('/checks/', {
      ...{ template_id: made.id, executor_id: people.executorId, area_id },
    });
    expect([area_id, body.progress.total]).toEqual([area_id, total]);
  }
  await context.close();
}, 120_000);

const managerId = async (): Promise<string> => (await people.manager.get('/auth/me')).body.id;
