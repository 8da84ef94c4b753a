import { v7 as uuidv7 } from 'uuid';
import { buttonData } from '../../bot/callbackData';
import { dialogs } from '../../bot/dialogs/dialogs';
import type { RunningBot } from '../../bot/startBot';
import { createAction } from '../../services/actions/createAction';
import { recordAnswer } from '../../services/checks/recordAnswers';
import { createCheck } from '../../services/checks/createCheck';
import type { UserActor } from '../../domain/actor';
import { aPicture, cardIn, readsCard } from '../bot/fillingStory';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { type FakeTelegram, startFakeTelegram } from '../support/telegram/fakeTelegram';
import { runBot } from '../support/telegram/runBot';
import type { TelegramUser } from '../support/telegram/user';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
let fake: FakeTelegram;
let bot: RunningBot;
let area_id: string;
let supervisor: UserActor;

beforeAll(async () => {
  quietTemporal();
  fake = await startFakeTelegram();
  product = await startProduct({ telegram: fake });
  area_id = await product.build.anArea({ name: 'Цех 1' });
  supervisor = await product.build.aUser({ role: 'supervisor', area_id });
  bot = runBot({ services: product.services, database: product.database, fake, dialogs });
  await bot.introduced;
});
afterAll(async () => {
  await bot?.stop();
  await product?.stop();
  await fake?.stop();
});

async function aPerson(): Promise<{ person: UserActor; user: TelegramUser }> {
  const person = await product.build.aUser({ area_id, supervisor_id: supervisor.user_id });
  const user = fake.user();
  await product.database.db.pool('telegram_links').insert({
    ...{ user_id: person.user_id, telegram_id: user.id, name: 'И', linked_at: new Date() },
  });
  return { person, user };
}

async function aCheck(person: UserActor, questions: unknown[], title = 'Обход'): Promise<string> {
  const { id: template_id } = await product.build.aTemplate({ questions });
  return createCheck(
    { ...product.services, actor: supervisor },
    { template_id, executor_id: person.user_id, title },
  );
}

const yesNo = (id: string, more: object = {}) => ({ id, type: 'yes_no', text: `Вопрос ${id}`, ...more });
const answersOf = async (check_id: string) =>
  product.database.db.pool('answers').where({ check_id }).orderBy('seq').select('question_id', 'value', 'na');
const statusOf = async (id: string): Promise<string> =>
  (await product.database.db.pool('checks').where({ id }).first()).status;

test('buttons that are stale, tampered with or about others are told kindly, and change nothing', async () => {
  const { person, user } = await aPerson();
  const id = await aCheck(person, [yesNo('4'), yesNo('b'), yesNo('c')]);
  const other = await aCheck((await aPerson()).person, [yesNo('a')]);
  user.says('/fill_check');
  const { message_id } = await readsCard(user, 'Вопрос 4');
  user.presses('Да');
  await readsCard(user, 'Вопрос b');
  const bad = [
    buttonData('yes', id, 0, 0),
    buttonData('yes', id, 7, 1),
    buttonData('yes', other, 0, 1),
    buttonData('one', id, 1, 0),
    buttonData('day', id, 1, 'x'),
    buttonData('constructor'.slice(0, 8), id),
    buttonData('yes', uuidv7(), 1, 1),
    'nonsense',
    '1:yes:-:',
    'x'.repeat(64),
  ];
  for (const data of bad) {
    const press = user.pressesData(data, message_id);
    const toast = await user.toast(press);
    expect([data, toast]).toEqual([data, expect.stringMatching(/устарела|не того типа|не в том виде/)]);
  }
  expect(await answersOf(id)).toHaveLength(1);
  expect(await answersOf(other)).toHaveLength(0);
  await readsCard(user, 'Вопрос b');
  const submit = user.pressesData(buttonData('submit', id), message_id);
  expect(await user.toast(submit)).toContain('не всё заполнено');
  const foreign = user.pressesData(buttonData('open', other), message_id);
  await user.toast(foreign);
  await readsCard(user, 'больше не видна');
  expect([fake.ourFaults(), fake.unanswered()]).toEqual([[], []]);
});

test('skipped questions are listed with buttons that jump there; the submit comes when none is left', async () => {
  const { person, user } = await aPerson();
  const id = await aCheck(person, [yesNo('a'), yesNo('b'), yesNo('c', { required: false })]);
  user.says('/fill_check');
  for (const name of ['a', 'b', 'c']) {
    await readsCard(user, `Вопрос ${name}`);
    user.presses('Пропустить ›');
  }
  await readsCard(user, 'Осталось заполнить 2 вопроса');
  expect(
    cardIn(user)
      ?.keyboard.flat()
      .map(({ text }) => text),
  ).not.toContain('✅ Сдать');
  user.presses('→ Вопрос b');
  await readsCard(user, 'Вопрос 2 из 3');
  user.says('да');
  await readsCard(user, '✅ Вопрос b — Да');
  user.presses('Что осталось');
  await readsCard(user, 'Осталось заполнить 1 вопрос');
  user.presses('→ Вопрос a');
  await readsCard(user, 'Вопрос 1 из 3');
  user.presses('Да');
  await readsCard(user, 'Вопрос 3 из 3');
  user.presses('Пропустить ›');
  await readsCard(user, 'Сдаём?');
  user.presses('✅ Сдать');
  await readsCard(user, 'сдана и завершена');
  expect(await statusOf(id)).toBe('completed');
});

test('what is pressed twice in haste is one answer, and the second press is told so', async () => {
  const { person, user } = await aPerson();
  const id = await aCheck(person, [yesNo('a'), yesNo('b')]);
  user.says('/fill_check');
  await readsCard(user, 'Вопрос a');
  user.presses('Да');
  const second = user.presses('Да');
  expect(await user.toast(second)).toMatch(/устарела/);
  await readsCard(user, 'Вопрос b');
  expect(await answersOf(id)).toHaveLength(1);
});

test('a check that is handed over or closed meanwhile is told of, and asks nothing more', async () => {
  const { person, user } = await aPerson();
  const { person: heir } = await aPerson();
  const id = await aCheck(person, [yesNo('a'), yesNo('b')]);
  user.says('/fill_check');
  await readsCard(user, 'Вопрос a');
  await product.database.db.pool('checks').where({ id }).update({ executor_id: heir.user_id });
  user.presses('Да');
  await readsCard(user, 'больше не видна');
  expect(await answersOf(id)).toHaveLength(0);
});

test('a check is declined with its reason; unreadable pictures and stickers get a kind word', async () => {
  const { person, user } = await aPerson();
  const id = await aCheck(person, [{ id: 'p', type: 'photo', text: 'Снимок', min_photos: 2 }]);
  user.sendsPhoto(await aPicture());
  await readsCard(user, 'откройте проверку');
  user.says('/fill_check');
  await readsCard(user, 'Снимок');
  user.sendsPhoto(Buffer.from('not a picture'));
  await readsCard(user, 'Снимок');
  user.sendsSticker();
  await readsCard(user, 'не читает');
  user.sendsPhoto(await aPicture());
  await readsCard(user, 'Нужна ещё 1 фотография');
  expect(await answersOf(id)).toHaveLength(0);
  user.sendsPhoto(await aPicture(), { asFile: true });
  await readsCard(user, 'Приложены 2 фотографии из 5');
  user.says('/checks');
  await readsCard(user, 'отвечено 1 из 1');
  user.pressesData(buttonData('decline', id));
  await readsCard(user, 'Напишите причину');
  user.says('Кран в ремонте');
  await readsCard(user, 'отказались');
  expect(await statusOf(id)).toBe('declined');
});

test('an album for what a failed answer demands stays with its question, whatever comes next', async () => {
  const { person, user } = await aPerson();
  const id = await aCheck(person, [
    yesNo('a', { on_fail: { require_photo: true } }),
    { id: 'p', type: 'photo', text: 'Общий вид' },
  ]);
  user.says('/fill_check');
  await readsCard(user, 'Вопрос a');
  user.presses('Нет');
  await readsCard(user, 'пришлите фотографию');
  for (const picture of [await aPicture(), await aPicture(), await aPicture()])
    user.sendsPhoto(picture, { album: 'x' });
  await readsCard(user, 'Общий вид');
  await eventually(async () => {
    const comments = await product.database.db.pool('comments').where({ check_id: id });
    expect(comments.map(({ question_id }) => question_id)).toEqual(['a', 'a', 'a']);
  });
  expect((await answersOf(id)).map(({ question_id }) => question_id)).toEqual(['a']);
});

test('language, help, status, unlink and words that nobody understands', async () => {
  const { user } = await aPerson();
  user.says('что делать?');
  await user.reads('Не понял');
  user.says('/nonsense');
  await user.reads('/help');
  user.says('/language');
  await user.reads('На каком языке');
  user.presses('English');
  await user.reads('I speak English');
  user.says('/status');
  await user.reads('Nothing to fill in');
  user.says('/unlink');
  await user.reads('Unlink this Telegram account?');
  user.presses('Unlink');
  await user.reads('no longer linked');
  user.says('/checks');
  await user.reads('get a code');
  expect(fake.ourFaults()).toEqual([]);
});

test('a corrective action is started and done with its evidence, by its owner', async () => {
  const { person, user } = await aPerson();
  const action = await createAction(
    { ...product.services, actor: supervisor },
    {
      ...{ title: 'Заменить <шланг>', priority: 'high', owner_id: person.user_id, evidence_required: true },
      due_at: new Date(Date.now() + 3_600_000).toISOString(),
    },
  );
  const id = typeof action === 'string' ? action : action.action.id;
  user.pressesData(buttonData('action', id));
  await readsCard(user, 'Заменить <шланг>');
  user.presses('▶️ Начать');
  await readsCard(user, 'в работе');
  user.presses('✅ Выполнено');
  await readsCard(user, 'что сделано');
  user.says('Заменил');
  await readsCard(user, 'фотографи');
  user.sendsPhoto(await aPicture(), { caption: 'Новый шланг' });
  await readsCard(user, 'ждёт проверки');
  expect([fake.ourFaults(), fake.unanswered()]).toEqual([[], []]);
});

test('English speakers are spoken to in English, from the list to the end', async () => {
  const { person, user } = await aPerson();
  await product.database.db.pool('users').where({ id: person.user_id }).update({ locale: 'en' });
  await aCheck(person, [
    yesNo('a', { required: true }),
    { id: 'n', type: 'number', text: 'Oil', unit: 'bar', min: 2, max: 4.5 },
  ]);
  await aCheck(person, [yesNo('z')], 'Second');
  user.says('/fill_check');
  const list = await readsCard(user, 'Which check do we fill in?');
  user.presses('▶️ 1. Обход');
  await readsCard(user, 'Question 1 of 2');
  user.presses('Yes');
  const card = await readsCard(user, 'Normal from 2 to 4.5');
  user.says('1.5');
  const summary = await readsCard(user, 'Submit?');
  expect(summary.text).toContain('❗️ Oil — 1.5\u00a0bar, out of order');
  if (process.env.SHOW_CARDS) console.log([list, card, summary].map(({ text }) => text).join('\n-----\n'));
  for (const { text } of [card, summary])
    expect(
      text.replace('Обход', '').replace('Раздел', '').replace('Осмотр', '').replace('Цех 1', ''),
    ).not.toMatch(/[а-яё]{4,}/i);
});

test('a comment that the panel wrote beside an answer outlives a new answer from here', async () => {
  const { person, user } = await aPerson();
  const id = await aCheck(person, [yesNo('a'), yesNo('b')]);
  await recordAnswer({ ...product.services, actor: person }, id, {
    question_id: 'a',
    value: false,
    comment: 'из панели',
  });
  user.says('/fill_check');
  await readsCard(user, 'Вопрос b');
  user.presses('‹ Назад');
  await readsCard(user, 'из панели');
  user.presses('Да');
  await readsCard(user, 'Вопрос b');
  const rows = await product.database.db.pool('answers').where({ check_id: id }).orderBy('revision');
  expect(rows.map(({ value, comment }) => ({ value, comment }))).toEqual([
    { value: false, comment: 'из панели' },
    { value: true, comment: 'из панели' },
  ]);
});
