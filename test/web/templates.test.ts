import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { DESKTOP, PHONE, accessibilityFaults, openBrowser, signInAs } from './browser';

let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let browser: Browser;
let picture: { name: string; mimeType: string; buffer: Buffer };

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  people = await signedIn(product);
  browser = await openBrowser();
  const buffer = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#3c3' } })
    .png()
    .toBuffer();
  picture = { name: 'good.png', mimeType: 'image/png', buffer };
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function signedInPage(
  size: typeof DESKTOP | typeof PHONE = DESKTOP,
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext(size);
  const page = await context.newPage();
  await signInAs(page, product.url, 'manager', PASSWORD);
  return { page, context };
}

const rowOf = (page: Page, text: string): Locator => page.locator('.tpl-row', { hasText: text });
const texts = async (page: Page) =>
  (await page.locator('.tpl-row-text').allTextContents()).map((text) => text.replace(/^\d+\. /, ''));
const templateNow = async (id: string) => (await people.manager.get(`/templates/${id}`)).body;

/** Adds a question to the last section; it stays open, and the phone beside shows it. */
async function ask(page: Page, type: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Добавить вопрос' }).last().click();
  await page.getByRole('menuitem', { name: type, exact: true }).click();
  const phone = page.getByRole('region', { name: 'Как это увидит исполнитель' });
  const untitled = phone.getByRole('heading', { name: 'Вопрос без текста', exact: true });
  await untitled.waitFor();
  await page.getByLabel('Текст вопроса').fill(text);
  await phone.getByRole('heading', { name: text, exact: true }).waitFor();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

const opened = (page: Page, part: string) =>
  page.getByRole('button', { name: part, expanded: false }).click();

test('a manager builds a template of every type by clicks, tries it on the phone beside, and it is filled in as built', async () => {
  const { page, context } = await signedInPage();
  await page.goto(`${product.url}/templates`);
  await page.getByRole('link', { name: 'Новый шаблон' }).click();
  await page.getByLabel('Название').fill('Пресс перед сменой');
  await page.getByRole('button', { name: 'Раздел без названия', exact: true }).click();
  await page.getByLabel('Название раздела').fill('Осмотр');

  await ask(page, 'Указание', 'Остановите пресс');
  await ask(page, 'Да или нет', 'Ограждение на месте?');
  await opened(page, 'При нарушении');
  await page.getByLabel('Требовать комментарий').check();
  await page.getByLabel('Завести корректирующее действие').check();
  await page.getByRole('combobox', { name: 'Сразу сообщить' }).click();
  await page.getByRole('option', { name: 'Мастер исполнителя' }).click();
  await page.keyboard.press('Escape');
  await opened(page, 'Пояснение и картинка');
  await page.getByLabel('Пояснение').fill('Как на картинке');
  await page.locator('.tpl-form input[type=file]').setInputFiles(picture);
  await page.getByRole('img', { name: 'Картинка-образец к вопросу' }).waitFor();
  await opened(page, 'Балл и важность');
  await page.getByLabel('Критичный').check();

  await ask(page, 'Текст', 'Почему снято?');
  await opened(page, 'Условия');
  await page.getByRole('button', { name: 'Задать условие' }).click();
  await choose(page, 'Вопрос 1', 'Ограждение на месте?');
  await choose(page, 'Значение 1', 'Нет');
  await rowOf(page, 'Почему снято?').getByText('если «Ограждение на месте?» — «Нет»').waitFor();

  await ask(page, 'Один вариант', 'Масло?');
  await page.getByRole('textbox', { name: 'Вариант 1' }).fill('В норме');
  await page.getByRole('textbox', { name: 'Вариант 2' }).fill('Мало');
  await page.getByLabel('Нарушение', { exact: true }).nth(1).check();
  await ask(page, 'Несколько вариантов', 'Что на месте?');
  await page.getByRole('textbox', { name: 'Вариант 1' }).fill('Ключ');
  await page.getByRole('textbox', { name: 'Вариант 2' }).fill('Щуп');
  await page.getByLabel('Выбрать не меньше').fill('1');
  await ask(page, 'Число', 'Давление');
  await page.getByLabel('Единица измерения').fill('бар');
  await page.getByLabel('Норма от').fill('8');
  await page.getByLabel('Норма до').fill('6');
  await page.getByText('«Норма от» больше, чем «Норма до».').waitFor();
  await ask(page, 'Дата', 'Дата поверки');
  await page.getByLabel('Не раньше').fill('2026-01-01');
  await ask(page, 'Время', 'Время осмотра');
  await ask(page, 'Дата и время', 'Когда включён');
  await ask(page, 'Фото', 'Фото пресса');
  await page.getByLabel('Фото не больше').fill('2');
  await ask(page, 'Подпись', 'Подпись');
  expect(await accessibilityFaults(page)).toEqual([]);

  // Saving with a fault names it and goes to its field.
  await page.getByRole('button', { name: 'Создать шаблон' }).click();
  await page
    .getByRole('region', { name: 'Что исправить' })
    .getByText('Вопрос 6 «Давление» · Норма от')
    .click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('4');
  await page.getByRole('region', { name: 'Что исправить' }).waitFor({ state: 'detached' });

  const phone = page.getByRole('region', { name: 'Как это увидит исполнитель' });
  await phone.getByRole('heading', { name: 'Почему снято?' }).waitFor({ state: 'detached' });
  const guard = phone.getByRole('region', { name: 'Ограждение на месте?' });
  await guard.getByRole('button', { name: 'Нет' }).click();
  await guard.getByText('Нарушение', { exact: true }).waitFor();
  await guard.getByText('Нужен комментарий').waitFor();
  await phone.getByRole('heading', { name: 'Почему снято?' }).waitFor();
  await phone.getByText('Балл: 0 · Не пройдена').waitFor();

  await page.getByRole('tab', { name: 'Правила' }).click();
  await page.getByLabel('Срок', { exact: true }).fill('30');
  await choose(page, 'Единица: Срок', 'минут');
  await page.getByRole('button', { name: 'Добавить ступень' }).click();
  await page.getByLabel('Проходной балл').fill('80');
  await page.getByRole('button', { name: 'Создать шаблон' }).click();
  await page.getByRole('heading', { name: 'Пресс перед сменой' }).waitFor();

  const id = new URL(page.url()).pathname.split('/').pop()!;
  const { structure, settings } = await templateNow(id);
  const questions = structure.sections[0].questions;
  expect(questions.map(({ type }: { type: string }) => type)).toEqual([
    ...[
      'instruction',
      'yes_no',
      'text',
      'single_choice',
      'multi_choice',
      'number',
      'date',
      'time',
      'datetime',
    ],
    ...['photo', 'signature'],
  ]);
  expect(questions[1]).toMatchObject({
    ...{ id: 'ograzhdenie_na_meste', critical: true, hint: 'Как на картинке' },
    guidance_file_id: expect.any(String),
    on_fail: {
      require_comment: true,
      notify: ['supervisor'],
      action: { title: 'Устранить: Ограждение на месте?', owner: 'supervisor', due_in: 'P1D' },
    },
  });
  expect(questions[2].visible_if).toEqual({ '==': [{ var: 'answers.ograzhdenie_na_meste.value' }, false] });
  expect(questions[3].options).toEqual([
    { value: 'v_norme', label: 'В норме' },
    { value: 'malo', label: 'Мало', failed: true },
  ]);
  expect(questions[5]).toMatchObject({ unit: 'бар', min: 4, max: 6 });
  expect(settings).toMatchObject({ due_in: 'PT30M', pass_score: 80 });
  expect(settings.escalation).toHaveLength(2);

  const made = await people.manager.post('/checks/', { template_id: id, executor_id: people.executorId });
  const answers = [
    { question_id: 'ograzhdenie_na_meste', value: false },
    { question_id: 'davlenie', value: 5 },
  ];
  await people.executor.post(`/checks/${made.body.id}/answers`, { answers });
  const missing = (await people.executor.post(`/checks/${made.body.id}/submit`)).body.errors;
  expect(missing).toContainEqual(
    expect.objectContaining({ path: '/answers/pochemu_snyato', code: 'answer.missing' }),
  );
  await context.close();
}, 180_000);

const FOUR = ['Первый?', 'Второй?', 'Третий?', 'Четвёртый?'];
async function aTemplate(name: string): Promise<string> {
  const ids = ['one', 'two', 'three', 'four'];
  const ask = (index: number) => ({ id: ids[index], type: 'yes_no', text: FOUR[index] });
  const { body } = await people.manager.post('/templates/', {
    name,
    structure: {
      sections: [
        { id: 's1', title: 'Утро', questions: [ask(0), ask(1)] },
        { id: 's2', title: 'Вечер', questions: [ask(2), ask(3)] },
      ],
    },
  });
  return body.id;
}

test('rows are dragged by mouse and by keys, and every step is undone and done again', async () => {
  const id = await aTemplate('Перестановки');
  const { page, context } = await signedInPage();
  await page.goto(`${product.url}/templates/${id}/edit`);
  const handle = (text: string) => page.getByRole('button', { name: `Переместить: ${text}` });
  await handle('Первый?').waitFor();
  // Near the edge of the window the page would scroll along.
  await page.evaluate('scrollTo(0, 260)');
  const [from, to] = [await handle('Первый?').boundingBox(), await handle('Третий?').boundingBox()];
  const middle = (box: typeof from) => [box!.x + box!.width / 2, box!.y + box!.height / 2] as const;
  await page.mouse.move(...middle(from));
  await page.mouse.down();
  await page.mouse.move(middle(from)[0], middle(from)[1] + 20, { steps: 4 });
  await page.mouse.move(...middle(to), { steps: 12 });
  await page.mouse.up();
  const mouseOrder = ['Утро', 'Второй?', 'Вечер', 'Третий?', 'Первый?', 'Четвёртый?'];
  await eventually(async () => expect(await texts(page)).toEqual(mouseOrder));

  await handle('Четвёртый?').focus();
  await page.keyboard.press('Space');
  await page.getByText('Взято: Четвёртый?. Место 6 из 6.').waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowUp');
  await page.getByText('Четвёртый?: место 5 из 6.').waitFor({ state: 'attached' });
  await page.keyboard.press('Space');
  const keysOrder = ['Утро', 'Второй?', 'Вечер', 'Третий?', 'Четвёртый?', 'Первый?'];
  await eventually(async () => expect(await texts(page)).toEqual(keysOrder));

  await page.getByRole('button', { name: 'Действия: Вечер' }).click();
  await page.getByRole('menuitem', { name: 'Выше' }).click();
  await eventually(async () => expect((await texts(page))[0]).toBe('Вечер'));
  await page.getByRole('button', { name: 'Действия: Третий?' }).click();
  await page.getByRole('menuitem', { name: 'Удалить' }).click();
  await page.getByRole('button', { name: 'Вернуть на место' }).click();
  await rowOf(page, 'Третий?').waitFor();
  await page.keyboard.press('Control+z');
  await eventually(async () => expect(await texts(page)).toEqual(keysOrder));
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.getByText('Изменений нет').waitFor();
  await page.keyboard.press('Control+Shift+z');
  await eventually(async () => expect(await texts(page)).toEqual(mouseOrder));

  await page.getByRole('button', { name: 'Сохранить версию 2' }).click();
  await page.getByRole('heading', { name: 'Перестановки' }).waitFor();
  const { structure, version } = await templateNow(id);
  expect(version).toBe(2);
  expect(structure.sections[1].questions.map((question: { id: string }) => question.id)).toEqual([
    ...['three', 'one', 'four'],
  ]);
  await page.goto(`${product.url}/templates/${id}/versions`);
  const changes = page.getByRole('list', { name: 'Что изменилось' });
  await changes.getByText('Вопрос «Первый?» перемещён из раздела «Утро» в раздел «Вечер»').waitFor();
  await eventually(async () => expect(await changes.getByText(/перемещён/).count()).toBe(1));
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Вернуть версию 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Вернуть версию 1' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await eventually(async () => expect((await templateNow(id)).version).toBe(3));
  expect((await templateNow(id)).structure.sections[0].questions).toHaveLength(2);
  await context.close();
}, 120_000);

test('a draft outlives the page, is told of a newer version, and goes above it without losing either', async () => {
  const id = await aTemplate('Вдвоём');
  const { page, context } = await signedInPage();
  await page.goto(`${product.url}/templates/${id}`);
  await page.getByRole('link', { name: 'Изменить' }).click();
  await page.getByLabel('Название').fill('Вдвоём и в порядке');
  await page.getByText('Черновик сохранён на устройстве').waitFor();
  await page.getByRole('link', { name: 'Шаблоны', exact: true }).click();
  await page.getByRole('dialog').getByText('Уйти без сохранения?').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Отмена' }).click();
  await page.goBack();
  await page.getByRole('dialog').getByRole('button', { name: 'Уйти' }).click();
  await eventually(async () => expect(page.url()).not.toContain('/edit'));

  await page.goto(`${product.url}/templates/${id}/edit`);
  await page.getByRole('heading', { name: 'Есть несохранённый черновик' }).waitFor();
  await page.getByText('Название: «Вдвоём» → «Вдвоём и в порядке»').waitFor();
  const before = await templateNow(id);
  const { structure, settings } = before;
  structure.sections[0].questions[0].critical = true;
  const headers = { 'if-match': '1' };
  const put = { name: 'Вдвоём', structure, settings };
  expect((await people.manager.put(`/templates/${id}`, put, headers)).status).toBe(200);

  await page.getByRole('button', { name: 'Восстановить' }).click();
  await eventually(async () =>
    expect(await page.getByLabel('Название').inputValue()).toBe('Вдвоём и в порядке'),
  );
  await page.getByRole('button', { name: 'Сохранить версию 2' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Изменён вопрос «Первый?»').first().waitFor();
  await dialog.getByRole('button', { name: 'Взять версию 2' }).click();
  await eventually(async () => expect(await page.getByLabel('Название').inputValue()).toBe('Вдвоём'));
  await page.getByRole('button', { name: 'Отменить' }).click();
  await eventually(async () =>
    expect(await page.getByLabel('Название').inputValue()).toBe('Вдвоём и в порядке'),
  );
  expect((await people.manager.put(`/templates/${id}`, put, { 'if-match': '2' })).status).toBe(200);
  await page.getByRole('button', { name: 'Сохранить версию 3' }).click();
  await dialog.getByText('Название: «Вдвоём» → «Вдвоём и в порядке»').waitFor();
  await dialog.getByRole('button', { name: 'Сохранить поверх' }).click();
  await page.getByRole('heading', { name: 'Вдвоём и в порядке' }).waitFor();
  expect(await templateNow(id)).toMatchObject({ version: 4, name: 'Вдвоём и в порядке' });
  await page.locator('input[type=file]').setInputFiles('reports/templates/check.fodt');
  await page.getByText('PDF делается по вашему бланку (.fodt).').waitFor();
  await page.goto(`${product.url}/templates/${id}/edit`);
  await page.getByText('Изменений нет').waitFor();
  await context.close();
}, 120_000);

test('on a phone a template is mended with one thumb; a rule that clicks cannot say is kept, and files go out and in', async () => {
  const rule = { '<': [1, { var: 'answers.level.value' }, 5] };
  const { body } = await people.manager.post('/templates/', {
    name: 'Сложные правила',
    structure: {
      sections: [
        {
          ...{ id: 's', title: 'Раздел' },
          questions: [
            { id: 'level', type: 'number', text: 'Уровень' },
            { id: 'why', type: 'text', text: 'Почему?', visible_if: rule },
          ],
        },
      ],
    },
  });
  const { page, context } = await signedInPage(PHONE);
  await page.goto(`${product.url}/templates/${body.id}/edit`);
  await rowOf(page, 'Почему?').locator('.tpl-row-name').click();
  await page.getByText('Это правило сложнее, чем умеет конструктор').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.getByRole('button', { name: 'Идентификатор: why' }).click();
  await page.getByLabel('Идентификатор').fill('level');
  await page.getByText('Уже занят в этом шаблоне.').waitFor();
  await page.getByLabel('Идентификатор').fill('reason');
  await rowOf(page, 'Уровень').locator('.tpl-row-name').click();
  await page.getByRole('button', { name: 'Идентификатор: level' }).click();
  await page.getByLabel('Идентификатор').fill('height');
  await page.getByRole('tab', { name: 'Просмотр' }).click();
  await page.getByRole('textbox').fill('3');
  await page.getByRole('textbox').blur();
  await page.getByRole('heading', { name: 'Почему?' }).waitFor();
  await page.getByRole('tab', { name: 'Правила' }).click();
  await page.getByLabel('Проходной балл').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Сохранить версию 2' }).click();
  await page.getByRole('heading', { name: 'Сложные правила' }).waitFor();
  const { structure } = await templateNow(body.id);
  expect(structure.sections[0].questions[1]).toMatchObject({
    id: 'reason',
    visible_if: { '<': [1, { var: 'answers.height.value' }, 5] },
  });

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Выгрузить JSON' }).click(),
  ]);
  const exported = JSON.parse(
    await (await import('node:fs/promises')).readFile(await download.path(), 'utf8'),
  );
  await page.goto(`${product.url}/templates`);
  await page.getByRole('button', { name: 'Загрузить из файла' }).click();
  const copy = Buffer.from(JSON.stringify({ ...exported, name: 'Копия из файла' }));
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'copy.json', mimeType: 'application/json', buffer: copy });
  await page.getByRole('dialog').getByRole('button', { name: 'Загрузить из файла' }).click();
  await page.getByRole('heading', { name: 'Копия из файла' }).waitFor();
  await page.getByRole('link', { name: 'Бланк для печати' }).click();
  await page.getByRole('button', { name: 'Напечатать' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await context.close();
}, 120_000);
