import { randomUUID } from 'node:crypto';
import type { UserActor } from '../../domain/actor';
import { tellDigests } from '../../activities/notices/tellDigests';
import { createCheck } from '../../services/checks/createCheck';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { as } from '../support/services';
import { type FakeTelegram, startFakeTelegram } from '../support/telegram/fakeTelegram';
import type { TelegramUser } from '../support/telegram/user';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
let fake: FakeTelegram;
let admin: UserActor;
let templateId: string;

beforeAll(async () => {
  quietTemporal();
  fake = await startFakeTelegram({ limited: true });
  product = await startProduct({ telegram: fake });
  admin = await product.build.aUser({ role: 'admin' });
  templateId = (await product.build.aTemplate({ name: 'Погрузчик' })).id;
}, 120_000);
afterAll(async () => {
  await product?.stop();
  await fake?.stop();
});
afterEach(() => expect(fake.ourFaults()).toEqual([]));

type Person = UserActor & { phone: TelegramUser };
async function someone(over: { area_id?: string; role?: string; locale?: string } = {}): Promise<Person> {
  const { locale, ...rest } = over;
  const user = await product.build.aUser({ full_name: 'Иван <Рабочий>', ...rest });
  if (locale) await pool()('users').where({ id: user.user_id }).update({ locale });
  const phone = fake.user();
  await product.services.db.read.telegramLinks.insert({
    ...{
      user_id: user.user_id,
      telegram_id: phone.id,
      name: 'Иван',
      linked_at: new Date(Date.now() - 60_000),
    },
  });
  return { ...user, phone };
}
const pool = () => product.database.db.pool;
const assign = (executor: UserActor, title: string, due_at = '2035-03-01T05:00:00Z') =>
  createCheck(as(admin, product.services), {
    template_id: templateId,
    executor_id: executor.user_id,
    title,
    due_at,
  });
const unsent = async ({ user_id }: UserActor) =>
  pool()('notices').where({ user_id }).whereNull('telegram_sent_at').pluck('kind');
const process = ({ user_id }: UserActor) => product.temporal.client.workflow.getHandle(`notify-${user_id}`);
const isQuiet = (user: UserActor) =>
  eventually(async () => expect((await process(user).describe()).status.name).toBe('COMPLETED'));
const texts = ({ phone }: Person) => phone.botMessages().map(({ text }) => text);
/** A calendar by which nobody works now, nor for some days. */
async function onHoliday(): Promise<string> {
  const id = randomUUID();
  const today = Date.now();
  const dates = Array.from({ length: 4 }, (_, n) =>
    new Date(today + (n - 1) * 86_400_000).toISOString().slice(0, 10),
  );
  const allDay = [{ from: '00:00', to: '24:00' }];
  const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((d) => [d, allDay]));
  await product.services.db.read.places.insertCalendar({
    id,
    name: id,
    week,
    holidays: dates,
    working_days: [],
  });
  return product.build.anArea({ calendar_id: id, time_zone: 'UTC' });
}

test('each notice is one message, in the person’s language, with the button that leads to its check', async () => {
  const reader = await someone({ locale: 'en' });
  await assign(reader, 'Forklift <7>');
  const message = await reader.phone.reads('Forklift <7>');
  expect(message.text).toMatch(/^A check is assigned to you/);
  expect(message.keyboard).toMatchObject([[{ text: 'Fill in', data: expect.stringMatching(/^1:fill:/) }]]);
  await isQuiet(reader);
  expect([await unsent(reader), texts(reader).length]).toEqual([[], 1]);
});

test('six at once are six messages at Telegram’s pace, none twice and none refused for good', async () => {
  const reader = await someone();
  for (let n = 0; n < 6; n += 1) await assign(reader, `Проверка ${n}`);
  await eventually(async () => expect(await unsent(reader)).toEqual([]), 40_000);
  expect(texts(reader).map((text) => /Проверка \d/.exec(text)?.[0])).toEqual(
    [0, 1, 2, 3, 4, 5].map((n) => `Проверка ${n}`),
  );
});

test('a pause that Telegram asks for is kept, an outage outlasted, and a lost reply repeats the message', async () => {
  const reader = await someone();
  fake.fail(
    { method: 'sendMessage', mood: 'flood', retry_after: 3 },
    { method: 'sendMessage', mood: 'broken' },
    { method: 'sendMessage', mood: 'lost reply' },
  );
  await assign(reader, 'Погрузчик');
  await eventually(async () => expect(await unsent(reader)).toEqual([]));
  const tries = fake.calls.filter(({ chat_id }) => chat_id === reader.phone.id).map(({ at }) => at);
  expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(2_900);
  expect(texts(reader)).toHaveLength(2);
});

test('who blocks the bot is unlinked, and those who manage users hear of it in the panel', async () => {
  const reader = await someone();
  reader.phone.blocksUnheard();
  await assign(reader, 'Погрузчик');
  await eventually(async () => expect((await person(reader))?.telegram_linked).toBe(false));
  const told = await pool()('notices').where({ user_id: admin.user_id, kind: 'telegram_blocked' });
  expect(told).toMatchObject([{ data: { person: 'Иван <Рабочий>' } }]);
  const [entry] = await pool()('audit_log').where({
    action: 'user.telegram_unlink',
    entity_id: reader.user_id,
  });
  expect(entry).toMatchObject({ actor_kind: 'system' });
});
const person = (who: UserActor) => product.services.db.read.people.find(who.user_id);

test('on days off only what cannot wait comes; the rest waits for work to begin', async () => {
  const reader = await someone({ area_id: await onHoliday() });
  await assign(reader, 'Подождёт');
  await eventually(async () => expect(await unsent(reader)).toEqual(['assigned']));
  await assign(reader, 'Срочно', new Date(Date.now() + 2_000).toISOString());
  await eventually(async () => expect(await unsent(reader)).toEqual(['assigned']));
  await eventually(() =>
    expect(texts(reader).some((text) => text.startsWith('Срок проверки истёк'))).toBe(true),
  );
  expect(texts(reader).join()).not.toContain('Подождёт');
  const { status } = await process(reader).describe();
  expect(status.name).toBe('RUNNING');
});

test('what was read in the panel, or told before the account was linked, is not sent', async () => {
  const reader = await someone();
  await product.services.db.read.telegramLinks.delete(reader.user_id);
  await assign(reader, 'Раньше');
  await product.services.db.read.telegramLinks.insert({
    ...{ user_id: reader.user_id, telegram_id: reader.phone.id, name: 'Иван', linked_at: new Date() },
  });
  await assign(reader, 'Теперь');
  await reader.phone.reads('Теперь');
  await isQuiet(reader);
  expect(texts(reader)).toHaveLength(1);
});

test('a supervisor’s digest comes once, on the morning of a working day of the area', async () => {
  const supervisor = await someone({
    role: 'supervisor',
    area_id: await product.build.anArea({ time_zone: 'Asia/Yekaterinburg' }),
  });
  const worker = await product.build.aUser({ area_id: supervisor.area_id });
  await assign(worker, 'Погрузчик');
  const { db } = product.services;
  const at = (time: string) => tellDigests({ db, now: () => new Date(`2026-11-24T${time}:00Z`) });
  expect(await at('02:45')).toBe(0);
  expect(await at('03:00')).toBe(1);
  expect(await at('03:15')).toBe(0);
  const message = await supervisor.phone.reads('Сводка на 24.11.2026');
  expect(message.text).toContain('Открыто проверок: 1.');
  expect(message.keyboard).toMatchObject([[{ text: 'Мои проверки', data: '1:checks:-' }]]);
});
