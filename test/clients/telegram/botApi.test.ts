import { createBotApi } from '../../../clients/telegram/botApi';
import type { BotFault, BotGateway } from '../../../clients/telegram/gateway';
import { type FakeTelegram, startFakeTelegram } from '../../support/telegram/fakeTelegram';
import type { TelegramUser } from '../../support/telegram/user';

let fake: FakeTelegram;
let api: BotGateway;
let user: TelegramUser;

beforeEach(async () => {
  fake = await startFakeTelegram();
  api = createBotApi({ token: fake.token, apiRoot: fake.root });
  user = fake.user();
});
afterEach(() => fake.stop());

const faultOf = (call: Promise<unknown>): Promise<BotFault> =>
  call.then(
    () => {
      throw new Error('it passed');
    },
    (error: unknown) => error as BotFault,
  );
const hello = { html: '<b>1 &lt; 2</b>', keyboard: [[{ text: 'Да', data: '1:yes:-' }]] };

test('a message is read as text with buttons, edited, and taken away', async () => {
  const { message_id } = await api.send(user.id, hello);
  expect(user.botMessages()).toMatchObject([
    { text: '1 < 2', keyboard: [[{ text: 'Да', data: '1:yes:-' }]] },
  ]);
  await api.edit(user.id, message_id, { html: 'Готово' });
  expect(user.botMessages()).toMatchObject([{ message_id, text: 'Готово', keyboard: [] }]);
  await api.edit(user.id, message_id, { html: 'Готово' });
  await api.remove(user.id, message_id);
  await api.remove(user.id, message_id);
  expect(user.botMessages()).toEqual([]);
  expect(fake.ourFaults()).toEqual([]);
});

test('each fault is told by its kind, and the token by none', async () => {
  fake.fail({ method: 'sendMessage', mood: 'flood', retry_after: 7 });
  expect(await faultOf(api.send(user.id, hello))).toMatchObject({ kind: 'flood', retryAfterMs: 7_000 });
  fake.fail({ method: 'sendMessage', mood: 'broken' });
  expect(await faultOf(api.send(user.id, hello))).toMatchObject({ kind: 'transient' });
  fake.fail({ method: 'sendMessage', mood: 'lost reply' });
  const lost = await faultOf(api.send(user.id, hello));
  expect(lost).toMatchObject({ kind: 'transient' });
  expect(lost.message).not.toContain(fake.token);
  expect(user.botMessages()).toHaveLength(1);
  expect(await faultOf(api.edit(user.id, 999, hello))).toMatchObject({ kind: 'gone' });
  expect(await faultOf(api.send(user.id, { html: '<b>unclosed' }))).toMatchObject({ kind: 'permanent' });
  expect(await faultOf(api.send(1, hello))).toMatchObject({ kind: 'blocked' });
  user.blocksUnheard();
  expect(await faultOf(api.send(user.id, hello))).toMatchObject({ kind: 'blocked' });
  const stranger = createBotApi({ token: '1:someone-elses-token-0000', apiRoot: fake.root });
  expect(await faultOf(stranger.getMe())).toMatchObject({ kind: 'permanent', message: '401 Unauthorized' });
});

test('a press is answered once; a late answer is no fault', async () => {
  await api.send(user.id, hello);
  const press = user.presses('Да');
  expect(fake.unanswered()).toEqual(['1:yes:-']);
  await api.answerCallback(press, 'я'.repeat(500));
  await api.answerCallback(press);
  expect(await user.toast(press)).toBe(`${'я'.repeat(199)}…`);
});

test('files come whole or not at all, up to 20 MB', async () => {
  user.sendsPhoto(Buffer.from('a photo'));
  user.sendsPhoto(Buffer.alloc(20 * 1024 * 1024 + 1), { asFile: true });
  expect(await api.download('file-2')).toMatchObject({ bytes: Buffer.from('a photo') });
  fake.fail({ method: 'file', mood: 'cut' });
  expect(await faultOf(api.download('file-2'))).toMatchObject({ kind: 'transient' });
  expect(await faultOf(api.download('file-3'))).toMatchObject({ kind: 'permanent' });
  expect(await faultOf(api.download('nothing'))).toMatchObject({ kind: 'gone' });
});

test('documents, commands and who the bot is', async () => {
  await api.sendDocument(user.id, { bytes: Buffer.from('%PDF'), name: 'отчёт.pdf', caption: 'Отчёт' });
  expect(user.botMessages()).toMatchObject([
    { text: 'Отчёт', document: { name: 'отчёт.pdf', bytes: Buffer.from('%PDF') } },
  ]);
  await api.setCommands([{ command: 'checks', description: 'Мои проверки' }], 'ru');
  expect(fake.commands('ru')).toEqual([{ command: 'checks', description: 'Мои проверки' }]);
  expect(await api.getMe()).toEqual({ id: 424_242, username: 'proverka_bot' });
  expect(fake.refusals).toEqual([]);
});

test('updates are fetched from an offset on, and waited for', async () => {
  user.says('/start abc');
  const [first] = await api.getUpdates(0, 0);
  expect(first).toMatchObject({ message: { text: '/start abc', chat: { id: user.id } } });
  const waiting = api.getUpdates((first?.update_id ?? 0) + 1, 20);
  user.says('ещё');
  expect(await waiting).toMatchObject([{ message: { text: 'ещё' } }]);
});

test.each([
  ['data of 65 bytes', { html: 'x', keyboard: [[{ text: 'x', data: 'я'.repeat(33) }]] }],
  ['4097 characters', { html: 'x'.repeat(4097) }],
  ['an unknown tag', { html: '<h1>x</h1>' }],
  ['a bare ampersand', { html: 'a & b' }],
  ['a bare bracket', { html: '1 < 2' }],
  ['tags that cross', { html: '<b><i>x</b></i>' }],
  ['an empty row of buttons', { html: 'x', keyboard: [[]] }],
  ['a button without words', { html: 'x', keyboard: [[{ text: ' ', data: 'x' }]] }],
  ['nothing but tags', { html: '<b></b>' }],
  ['a link to nowhere', { html: 'x', keyboard: [[{ text: 'x', url: 'http://localhost/x' }]] }],
])('the fake refuses %s', async (_, message) => {
  expect(await faultOf(api.send(user.id, message))).toMatchObject({ kind: 'permanent' });
  expect(fake.ourFaults()).toHaveLength(1);
});
