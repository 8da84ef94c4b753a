import { setTimeout as delay } from 'node:timers/promises';
import { dialogs } from '../../bot/dialogs/dialogs';
import type { RunningBot } from '../../bot/startBot';
import { createCheck } from '../../services/checks/createCheck';
import { tokenHash } from '../../services/telegram/linkToken';
import type { UserActor } from '../../domain/actor';
import { FORKLIFT, cardIn, fillForklift, readsCard } from '../bot/fillingStory';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import type { ProductProcess } from '../support/productProcess';
import { aBotProcess } from '../support/telegram/botProcess';
import { type FakeTelegram, startFakeTelegram } from '../support/telegram/fakeTelegram';
import { runBot } from '../support/telegram/runBot';
import type { TelegramUser } from '../support/telegram/user';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
let fake: FakeTelegram;
let area_id: string;
let supervisor: UserActor;
let boss: TelegramUser;
let bot: RunningBot | undefined;
let killed: ProductProcess | undefined;

beforeAll(async () => {
  quietTemporal();
  fake = await startFakeTelegram();
  product = await startProduct({ telegram: fake });
  area_id = await product.build.anArea({ name: 'Цех 1' });
  supervisor = await product.build.aUser({ role: 'supervisor', area_id, full_name: 'Мария Мастер' });
});
beforeEach(() => Object.assign(fake.moods, { twice: false, swapped: false }));
afterEach(async () => {
  await bot?.stop();
  await killed?.kill();
  bot = undefined;
});
afterAll(async () => {
  await product?.stop();
  await fake?.stop();
});

const start = async (): Promise<void> => {
  bot = runBot({ services: product.services, database: product.database, fake, dialogs });
  await bot.introduced;
};

async function linkedUser(person: UserActor): Promise<TelegramUser> {
  const token = person.user_id.replaceAll('-', '');
  await product.services.db.read.telegramLinks.putToken({
    hash: tokenHash(token),
    user_id: person.user_id,
    expires_at: new Date(Date.now() + 600_000),
  });
  const user = fake.user();
  user.says(`/start ${token}`);
  await user.reads('привязан к вашей учётной записи', 60_000);
  return user;
}

async function aCheck(title: string): Promise<{ id: string; user: TelegramUser }> {
  const executor = await product.build.aUser({
    area_id,
    supervisor_id: supervisor.user_id,
    full_name: 'Иван Петров',
  });
  const { id: template_id } = await product.build.aTemplate({
    sections: FORKLIFT,
    settings: { review: 'supervisor' },
  });
  const id = await createCheck(
    { ...product.services, actor: supervisor },
    { template_id, executor_id: executor.user_id, title },
  );
  return { id, user: await linkedUser(executor) };
}

/** What the check holds in the end; pictures by their number, since each has a name of its own. */
async function outcomeOf(id: string) {
  const { db } = product.services;
  const { pool } = db;
  const check = await pool('checks').where({ id }).first();
  const answers = await pool('answers').where({ check_id: id }).orderBy(['question_id', 'revision']);
  const comments = await pool('comments').where({ check_id: id }).orderBy('seq');
  const isFile = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value);
  return {
    status: check.status,
    answers: answers.map(({ question_id, revision, value, na, failed }) => ({
      question_id,
      revision,
      value: Array.isArray(value) && value.every(isFile) ? value.length : isFile(value) ? 'file' : value,
      na,
      failed,
    })),
    comments: comments.map(({ question_id, text, files }) => ({ question_id, text, files: files.length })),
  };
}

const outcomes: Awaited<ReturnType<typeof outcomeOf>>[] = [];

test('a check is filled in, submitted and accepted without the panel', async () => {
  await start();
  boss = await linkedUser(supervisor);
  const { id, user } = await aCheck('Погрузчик <7> & Ко');
  user.says('/checks');
  await readsCard(user, 'Погрузчик <7> & Ко');
  user.presses('▶️ 1. Погрузчик <7> & Ко');
  const cards: string[] = [];
  await fillForklift({
    user,
    before: () => {
      const { text = '', keyboard = [] } = cardIn(user) ?? {};
      cards.push(
        [text, ...keyboard.map((row) => row.map((button) => `[${button.text}]`).join(' '))].join('\n'),
      );
    },
  });
  if (process.env.SHOW_CARDS) console.log(cards.join('\n--------\n'));
  outcomes.push(await outcomeOf(id));
  expect(outcomes[0]?.status).toBe('submitted');
  expect(outcomes[0]?.comments).toEqual([
    { question_id: 'brakes', text: 'Тянет влево', files: 0 },
    { question_id: 'leak', text: 'Лужа масла', files: 1 },
  ]);
  const held = Object.fromEntries(
    (outcomes[0]?.answers ?? []).map(({ question_id, value, na }) => [question_id, na ? 'na' : value]),
  );
  expect(held).toMatchObject({
    ...{ horn: true, brakes: false, drift: 7, tyres: 'worn', lights: ['l0', 'l2'], temperature: -3.5 },
    ...{ words: 'Гайки & <b>болты</b>', shift: '08:30', views: 3, signed: 'file', heater: 'na' },
    ...{ leak: false, belt: false, mirror: true, seat: true, forks: true },
  });
  expect(Object.keys(held)).not.toContain('spare');
  boss.says('/checks');
  await readsCard(boss, 'Ждут вашей приёмки');
  boss.presses('👁 1. Погрузчик <7> & Ко');
  const review = await readsCard(boss, 'Тянет влево');
  if (process.env.SHOW_CARDS) console.log(review.text);
  expect(review.text.indexOf('Тормоза держат?')).toBeLessThan(review.text.indexOf('Звуковой сигнал'));
  boss.presses('↩️ Вернуть');
  await readsCard(boss, 'Что исправить?');
  boss.says('Переснимите общий вид');
  await readsCard(boss, 'возвращена');
  user.says('/fill_check');
  await readsCard(user, 'Сдаём?');
  user.presses('✅ Сдать');
  await readsCard(user, 'сдана и ждёт приёмки');
  boss.says('/status');
  await readsCard(boss, 'Ждёт вашей приёмки: 1 проверка');
  boss.says('/checks');
  await readsCard(boss, 'Погрузчик');
  boss.presses('👁 1. Погрузчик <7> & Ко');
  await readsCard(boss, 'Тянет влево');
  boss.presses('✅ Принять');
  await readsCard(boss, 'принята');
  await eventually(async () => expect((await outcomeOf(id)).status).toBe('completed'));
  expect([fake.ourFaults(), fake.unanswered()]).toEqual([[], []]);
}, 120_000);

test('every update twice and pairs swapped: the same answers', async () => {
  await start();
  Object.assign(fake.moods, { twice: true, swapped: true });
  const { id, user } = await aCheck('Дважды');
  user.says('/fill_check');
  await fillForklift({ user });
  expect(await outcomeOf(id)).toEqual(outcomes[0]);
  expect(fake.ourFaults()).toEqual([]);
}, 120_000);

test('the bot is killed at moments of chance: the same answers', async () => {
  await bot?.stop();
  killed = aBotProcess(product, fake);
  killed.start();
  const { id, user } = await aCheck('Убитый бот');
  user.says('/fill_check');
  let seed = Number(process.env.SEED ?? 20261124);
  const chance = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  let kills = 0;
  let dying = Promise.resolve();
  await fillForklift({
    user,
    withinMs: 60_000,
    before: () => {
      if (chance() > 0.4) return;
      kills += 1;
      // The next thing that the person does comes while the bot dies, or while it is away.
      const inMs = chance() * 120;
      dying = dying.then(async () => {
        await delay(inMs);
        await killed?.kill();
        killed?.start();
      });
    },
  });
  await dying;
  expect(kills).toBeGreaterThan(5);
  expect(await outcomeOf(id)).toEqual(outcomes[0]);
}, 300_000);
