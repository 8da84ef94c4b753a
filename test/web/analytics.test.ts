import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Download, Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { DESKTOP, PHONE, accessibilityFaults, openBrowser, signInAs } from './browser';

const DAY_MS = 86_400_000;

let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let browser: Browser;
let area_id: string;
let template_id: string;

beforeAll(async () => {
  quietTemporal();
  product = await startProduct({ reports: true });
  people = await signedIn(product);
  browser = await openBrowser();
  area_id = (await people.manager.get('/auth/me')).body.area_id;
  template_id = (await product.build.aTemplate({ name: 'Погрузчик', settings: { report_formats: [] } })).id;
  const done = { status: 'completed', verdict: 'pass' };
  await aPastCheck(2, { ...done, submitted: 1 });
  await aPastCheck(2, { ...done, verdict: 'fail', submitted: 5 });
  await aPastCheck(3, { status: 'missed' });
  await aPastCheck(4, { ...done, submitted: 1 });
  // Before the last seven days.
  await aPastCheck(9, { ...done, submitted: 1 });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Opened so many days ago, due four hours later, submitted so many hours after its opening. */
async function aPastCheck(
  daysAgo: number,
  { submitted, ...rest }: { status: string; verdict?: string; submitted?: number },
): Promise<void> {
  const opened = Date.now() - daysAgo * DAY_MS;
  const after = (hours: number) => new Date(opened + hours * 3_600_000);
  await product.database.db.pool('checks').insert({
    ...{ id: uuidv7(), template_id, template_version: 1, title: 'Обход', area_id },
    ...{ executor_id: people.executorId, due_at: after(4), armed_at: after(0), created_at: after(0) },
    ...rest,
    ...(submitted !== undefined && { submitted_at: after(submitted), completed_at: after(submitted) }),
  });
}

async function opened(
  path: string,
  size: typeof DESKTOP | typeof PHONE = DESKTOP,
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext(size);
  const page = await context.newPage();
  await signInAs(page, product.url, 'manager', PASSWORD);
  await page.goto(product.url + path);
  return { page, context };
}

async function saved(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all<[Promise<Download>, Promise<void>]>([
    page.waitForEvent('download'),
    press(),
  ]);
  return readFileSync(await download.path());
}

test('analytics say what the API says, as chart, table and file, against the days before, and lead to the checks', async () => {
  const { page, context } = await opened('/analytics?period=7d');
  const [asked] = await Promise.all([
    page.waitForRequest((request) => request.url().includes('/analytics/summary')),
    page.reload(),
  ]);
  const { body: summary } = await people.manager.get(asked.url().replace(/^.*\/api\/v1/, ''));
  expect(summary).toMatchObject({ checks: 4, completed: 3, pass_rate: 0.6667, on_time_rate: 0.5, late: 2 });

  const tile = (name: string) => page.locator('.m-tile').filter({ hasText: name });
  await tile('Проверок').getByText('▲ 3 к прошлому периоду').waitFor();
  await eventually(async () =>
    expect(await tile('Доля пройденных').innerText()).toMatch(/67\s%[^]*▼ 33 п\. п\./),
  );
  await eventually(async () => expect(await tile('Доля сданных вовремя').innerText()).toMatch(/50\s%/));
  const late = page.getByRole('region', { name: 'Где и когда опаздывают' }).first();
  await eventually(async () => expect(await late.getByLabel('не вовремя 1 из 2').innerText()).toBe('1'));
  expect(await accessibilityFaults(page)).toEqual([]);

  const byDay = page.getByRole('region', { name: 'Проверки по дням' }).first();
  const csv = await saved(page, () => byDay.getByRole('button', { name: /Скачать CSV/ }).click());
  const [head, ...lines] = csv.toString().trimEnd().split('\r\n');
  expect(head).toMatch(/^\uFEFFДень,Проверок,Завершено,Пройдены,/);
  type Day = Record<string, string | number | null>;
  expect(lines).toEqual(
    summary.by_day.map((day: Day) =>
      ['day', 'checks', 'completed', 'passed', 'pass_rate', 'on_time_rate', 'late', 'overdue', 'missed']
        .map((key) => day[key] ?? '')
        .join(','),
    ),
  );
  await byDay.getByText('Таблица', { exact: true }).click();
  await page.waitForURL(/by_day_as=table/);
  await eventually(async () => expect(await byDay.getByRole('row').count()).toBe(summary.by_day.length + 1));
  await byDay.getByRole('row').last().getByRole('link').first().click();
  await page.waitForURL(/\/checks\?.*from=/);
  await page.getByRole('link', { name: /Обход/ }).first().waitFor();
  await eventually(async () => expect(await page.getByRole('link', { name: /Обход/ }).count()).toBe(2));
  await context.close();
}, 120_000);

test('a report is asked for with its language and contents, watched, found and opened', async () => {
  const { body: check } = await people.manager.post('/checks/', {
    ...{ template_id, executor_id: people.executorId, title: 'Погрузчик № 9' },
  });
  for (const question_id of ['horn', 'brakes'])
    await people.executor.post(`/checks/${check.id}/answer`, { question_id, value: question_id === 'horn' });
  expect((await people.executor.post(`/checks/${check.id}/submit`)).body.status).toBe('completed');
  const { page, context } = await opened(`/checks/${check.id}`);
  await page.getByRole('button', { name: 'Создать отчёт' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('по-английски').check();
  await dialog.getByLabel('Только нарушения').check();
  await dialog.getByLabel('С фотографиями').uncheck();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Создать' }).click();
  await dialog.waitFor({ state: 'detached' });
  const reports = page.getByRole('region', { name: 'Отчёты' });
  await reports.getByText('PDF · по-английски · только нарушения · без фото').waitFor();
  await reports.getByRole('link', { name: /Скачать/ }).waitFor({ timeout: 60_000 });

  await page.evaluate(`localStorage.setItem('proverka.language', 'en')`);
  await page.goto(`${product.url}/reports?status=ready`);
  const link = page.getByRole('link', { name: /Download/ });
  const response = await fetch((await link.getAttribute('href')) ?? '');
  expect(
    Buffer.from(await response.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('Search').fill('нет такого');
  await page.getByText('Nothing found').waitFor();
  await context.close();
}, 120_000);

test('on a phone the pages of a manager fit in English too', async () => {
  const { page, context } = await opened('/reports', PHONE);
  await page.evaluate(`localStorage.setItem('proverka.language', 'en')`);
  const { items } = (await people.manager.get('/checks/?limit=1')).body;
  for (const path of ['/reports', '/analytics', '/actions', `/checks/${items[0].id}`]) {
    await page.goto(product.url + path);
    await page.getByRole('heading', { level: 2 }).or(page.getByText('Filters')).first().waitFor();
    expect([path, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([
      path,
      true,
    ]);
    expect(await page.locator('main').innerText()).not.toMatch(/Фильтры|Отчёты|Ответы|Проверок/);
  }
  await context.close();
}, 120_000);
