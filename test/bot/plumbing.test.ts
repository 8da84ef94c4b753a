import pino from 'pino';
import type { Conversation } from '../../bot/conversation';
import type { RunningBot } from '../../bot/startBot';
import { createSessionLocks } from '../../db/sessionLocks';
import { DomainError } from '../../domain/errors';
import { receiveUpdates } from '../../services/telegram/receiveUpdates';
import type { Services } from '../../services/context';
import { type TestDatabase, testDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { testServices } from '../support/services';
import { type FakeOptions, type FakeTelegram, startFakeTelegram } from '../support/telegram/fakeTelegram';
import { runBot } from '../support/telegram/runBot';
import { diaryDialogs } from './diaryDialogs';

let database: TestDatabase;
let services: Services;
let fake: FakeTelegram;
const bots: RunningBot[] = [];

beforeEach(async () => {
  database = await testDatabase();
  services = testServices(database.db, {
    telegram: true,
    logger: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
  });
});
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
  await fake.stop();
  await database.close();
});

async function telegram(options: FakeOptions = {}): Promise<FakeTelegram> {
  fake = await startFakeTelegram(options);
  return fake;
}
const start = (dialogs: Conversation = diaryDialogs(), paced = false) => {
  const bot = runBot({ services, database, fake, dialogs, paced });
  bots.push(bot);
  return bot;
};
const written = async (): Promise<string[]> => {
  const rows = await database.db.pool('calendars').orderBy('id').pluck('name');
  return (rows as string[]).map((name) => name.slice(0, -37));
};
const undone = () => database.db.pool('telegram_updates').whereNull('done_at').pluck('update_id');

test('one card in the chat: edited where its button is pressed, at the bottom after what the person writes', async () => {
  await telegram();
  const user = fake.user({ language_code: 'en-GB' });
  start();
  user.says('/start abc');
  const first = await user.reads('en: /start(abc)');
  const press = user.presses('Ещё');
  const edited = await user.reads('en: /start(abc), more');
  expect(edited.message_id).toBe(first.message_id);
  expect(await user.toast(press)).toBe('Принято: more');
  user.says('здравствуйте');
  const moved = await user.reads('здравствуйте');
  expect(user.sees().at(-1)?.message_id).toBe(moved.message_id);
  await eventually(() => expect(user.botMessages()).toHaveLength(1));
  expect([fake.ourFaults(), fake.unanswered()]).toEqual([[], []]);
});

test('the bot makes itself known: commands in both languages, its name for links, no webhook', async () => {
  await telegram({ username: 'plant_bot' });
  await start().introduced;
  expect(fake.commands('ru')?.map(({ command }) => command)).toContain('checks');
  expect(fake.commands('')?.map(({ command }) => command)).toContain('checks');
  expect(await services.db.read.telegramLinks.bot()).toEqual({ id: 424_242, username: 'plant_bot' });
});

test('every update twice and pairs swapped: each has its effect once, in order', async () => {
  await telegram({ twice: true, swapped: true });
  const user = fake.user();
  start();
  for (const word of ['один', 'два', 'три', 'четыре', 'пять']) user.says(word);
  await user.reads('один, два, три, четыре, пять');
  await eventually(async () => expect(await undone()).toEqual([]));
  expect(await written()).toEqual(['один', 'два', 'три', 'четыре', 'пять']);
});

test('an update that comes before its forerunner waits for it', async () => {
  await telegram();
  const user = fake.user();
  start();
  const message = (update_id: number, text: string) => ({
    update_id,
    message: {
      message_id: update_id,
      chat: { id: user.id, type: 'private' },
      from: { id: user.id, first_name: 'И' },
      text,
    },
  });
  await receiveUpdates(services, [message(10, 'десять')]);
  await user.reads('десять');
  await receiveUpdates(services, [message(12, 'двенадцать')]);
  await receiveUpdates(services, [message(11, 'одиннадцать')]);
  await user.reads('десять, одиннадцать, двенадцать');
  await receiveUpdates(services, [message(20, 'двадцать')]);
  await user.reads('двадцать');
  await receiveUpdates(services, [message(19, 'девятнадцать')]);
  await user.reads('девятнадцать (late)');
});

test('a reply that is lost does no harm: the card stands there, and later ones go on from it', async () => {
  await telegram();
  const user = fake.user();
  start();
  fake.fail({ method: 'sendMessage', mood: 'lost reply' }, { method: 'editMessageText', mood: 'lost reply' });
  user.says('раз');
  await eventually(() => expect(user.botMessages().length).toBeGreaterThan(1));
  await user.reads('раз');
  user.presses('Ещё');
  await user.reads('раз, more');
  expect(await written()).toEqual(['раз', 'more']);
  expect(fake.ourFaults()).toEqual([]);
});

test('Telegram’s pauses are kept, and its outages outlasted', async () => {
  await telegram();
  const user = fake.user();
  start();
  fake.fail(
    { method: 'sendMessage', mood: 'broken' },
    { method: 'sendMessage', mood: 'cut' },
    { method: 'sendMessage', mood: 'flood', retry_after: 2 },
    { method: 'getUpdates', mood: 'broken' },
  );
  user.says('раз');
  await user.reads('раз');
  const tries = fake.calls.filter(({ method }) => method === 'sendMessage').map(({ at }) => at);
  expect(tries).toHaveLength(4);
  expect((tries[3] ?? 0) - (tries[2] ?? 0)).toBeGreaterThanOrEqual(1_950);
});

test('what fails is tried again and keeps later updates of the chat, and no other chat, waiting', async () => {
  await telegram();
  const [user, other] = [fake.user(), fake.user()];
  let failures = 3;
  const { react, ...rest } = diaryDialogs();
  start({
    ...rest,
    react: async (scene) => {
      if (scene.chat_id === user.id && failures-- > 0) throw new Error('S3 is away');
      return react(scene);
    },
  });
  user.says('раз');
  user.says('два');
  other.says('мимо');
  await other.reads('мимо');
  await user.reads('раз, два');
  expect((await written()).filter((word) => word !== 'мимо')).toEqual(['раз', 'два']);
});

test('while a chat waits for its next try nobody is kept busy', async () => {
  await telegram();
  const user = fake.user();
  let isAway = true;
  const { react, ...rest } = diaryDialogs();
  let tries = 0;
  start({
    ...rest,
    react: async (scene) => {
      tries += 1;
      if (isAway) throw new Error('S3 is away');
      return react(scene);
    },
  });
  user.says('раз');
  user.says('два');
  await eventually(() => expect(tries).toBeGreaterThan(1));
  let statements = 0;
  const count = () => void (statements += 1);
  database.db.pool.on('query', count);
  const before = tries;
  await eventually(() => expect(tries).toBeGreaterThan(before));
  database.db.pool.off('query', count);
  isAway = false;
  expect(statements).toBeLessThan(60);
  await user.reads('раз, два');
});

test('a refusal that the dialogs leave to us gives the update up, with its words over the chat', async () => {
  await telegram();
  const user = fake.user();
  const { react, ...rest } = diaryDialogs();
  start({
    ...rest,
    react: async (scene) => {
      if (scene.update.kind === 'button') throw new DomainError('check.closed');
      return react(scene);
    },
  });
  user.says('раз');
  await user.reads('раз');
  expect(await user.toast(user.presses('Ещё'))).toMatch(/проверк/i);
  expect(await written()).toEqual(['раз']);
  const [row] = await database.db.pool('telegram_updates').whereNotNull('error');
  expect(row).toMatchObject({ error: expect.stringContaining('check.closed') });
});

test('the effect and “done” are one: what dies before the commit is done again, once', async () => {
  await telegram();
  const user = fake.user();
  let deaths = 2;
  const { react, ...rest } = diaryDialogs();
  start({
    ...rest,
    react: async (scene) => {
      const reaction = await react(scene);
      return {
        ...reaction,
        write: async (within) => {
          await reaction.write?.(within);
          if (deaths-- > 0) throw new Error('killed');
        },
      };
    },
  });
  user.says('раз');
  await user.reads('раз');
  expect(await written()).toEqual(['раз']);
});

test('what was written and not shown, since the bot was killed in between, is shown by the next one', async () => {
  await telegram();
  const user = fake.user();
  await database.db.pool('telegram_talks').insert({
    ...{ chat_id: user.id, locale: 'en', at: { said: ['before'] }, revision: 3, shown: 2 },
    callbacks: JSON.stringify([{ id: 'long ago', text: 'too late' }]),
  });
  start();
  await user.reads('en: before');
  await eventually(async () => {
    const [talk] = await database.db.pool('telegram_talks');
    expect(talk).toMatchObject({
      shown: 3,
      callbacks: [],
      card_message_id: user.botMessages()[0]?.message_id,
    });
  });
});

test('a card that its person has deleted is sent anew', async () => {
  await telegram();
  const user = fake.user();
  start();
  user.says('раз');
  const card = await user.reads('раз');
  user.deletes(card.message_id);
  user.pressesData('more', card.message_id);
  expect((await user.reads('раз, more')).message_id).not.toBe(card.message_id);
});

test('who blocks the bot is left alone until they come back', async () => {
  await telegram();
  const user = fake.user();
  start();
  user.says('раз');
  await user.reads('раз');
  user.blocks();
  user.says('из очереди');
  await eventually(async () => expect(await undone()).toEqual([]));
  user.unblocks();
  user.says('два');
  await user.reads('два');
});

test('two bots share the chats; when one is gone the other goes on', async () => {
  await telegram();
  const users = Array.from({ length: 12 }, () => fake.user());
  const [first] = [start(), start()];
  for (const user of users) for (const word of ['раз', 'два']) user.says(word);
  await Promise.all(users.map((user) => user.reads('раз, два')));
  bots.splice(bots.indexOf(first as RunningBot), 1);
  await first?.stop();
  for (const user of users) user.says('три');
  await Promise.all(users.map((user) => user.reads('раз, два, три')));
  expect(await written()).toHaveLength(36);
});

test('a chat that a dead process held is free at once', async () => {
  await telegram();
  const user = fake.user();
  const held = `telegram:chat:${user.id}`;
  const dead = createSessionLocks(database.appUrl, services.logger);
  expect(await dead.take([held, 'other'])).toEqual([held, 'other']);
  start();
  user.says('раз');
  await eventually(async () => expect(await undone()).toHaveLength(1));
  await dead.close();
  await user.reads('раз');
});

test('strangers’ groups, other bots and nonsense are put aside', async () => {
  await telegram();
  const dialogs = diaryDialogs();
  start(dialogs);
  await receiveUpdates(services, [
    {
      update_id: 1,
      message: {
        message_id: 1,
        chat: { id: -5, type: 'group' },
        from: { id: 7, first_name: 'x' },
        text: 'x',
      },
    },
    { update_id: 2, callback_query: { id: 'x' } },
    { update_id: 3 },
  ]);
  await eventually(async () => expect(await undone()).toEqual([]));
  expect(dialogs.reacted).toEqual([]);
  await expect(receiveUpdates(services, [{ message: {} }])).rejects.toMatchObject({
    code: 'request.invalid',
  });
});

test('Telegram’s limits are kept: next to nothing is refused for haste, and all of it comes through', async () => {
  await telegram({ limited: true });
  const users = Array.from({ length: 40 }, () => fake.user());
  start(diaryDialogs(), true);
  for (const user of users) user.says('раз');
  await Promise.all(users.map((user) => user.reads('раз')));
  for (const user of users) user.says('два');
  await Promise.all(users.map((user) => user.reads('раз, два')));
  // The way to the server may take one message longer than the next.
  expect(fake.refusals.filter(({ code }) => code === 429).length).toBeLessThanOrEqual(4);
}, 30_000);
