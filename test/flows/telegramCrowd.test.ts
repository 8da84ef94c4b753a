import { dialogs } from '../../bot/dialogs/dialogs';
import type { RunningBot } from '../../bot/startBot';
import { createCheck } from '../../services/checks/createCheck';
import { readsCard } from '../bot/fillingStory';
import { type TestProduct, startProduct } from '../support/product';
import { type FakeTelegram, startFakeTelegram } from '../support/telegram/fakeTelegram';
import { runBot } from '../support/telegram/runBot';
import { quietTemporal } from '../support/temporal';

/** `CROWD=200 npx jest test/flows/telegramCrowd` prints the figures of docs/performance.md. */
const PEOPLE = Number(process.env.CROWD ?? 12);
const QUESTIONS = 8;
const LIMIT_A_SECOND = 30;

let product: TestProduct;
let fake: FakeTelegram;
let bot: RunningBot;

beforeAll(async () => {
  quietTemporal();
  fake = await startFakeTelegram({ limited: true });
  // Nobody submits here, so nothing of Temporal is needed, and no notices come between.
  product = await startProduct({ workers: false, telegram: fake });
});
afterAll(async () => {
  await bot?.stop();
  await product?.stop();
  await fake?.stop();
});

test('a crowd fills in at once: every answer is there, within Telegram’s limits', async () => {
  const { services, build, database } = product;
  const area_id = await build.anArea();
  const supervisor = await build.aUser({ role: 'supervisor', area_id });
  await build.aRole('executor');
  const { id: template_id } = await build.aTemplate({
    questions: Array.from({ length: QUESTIONS }, (_, n) => ({
      id: `q${n}`,
      type: 'yes_no',
      text: `Вопрос номер ${n}`,
    })),
  });
  const crowd = await Promise.all(
    Array.from({ length: PEOPLE }, async () => {
      const person = await build.aUser({ area_id });
      await createCheck({ ...services, actor: supervisor }, { template_id, executor_id: person.user_id });
      const user = fake.user();
      await database.db.pool('telegram_links').insert({
        ...{ user_id: person.user_id, telegram_id: user.id, name: 'И', linked_at: new Date() },
      });
      return user;
    }),
  );
  bot = runBot({ services, database, fake, dialogs, paced: true });
  await bot.introduced;
  const waits: number[] = [];
  const began = Date.now();
  const timed = async (act: () => void, user: (typeof crowd)[number], card: string): Promise<void> => {
    const at = Date.now();
    act();
    await readsCard(user, card, 120_000);
    waits.push(Date.now() - at);
  };
  await Promise.all(
    crowd.map(async (user) => {
      await timed(() => user.says('/fill_check'), user, 'Вопрос номер 0');
      for (let n = 0; n < QUESTIONS; n += 1)
        await timed(() => user.presses('Да'), user, n + 1 < QUESTIONS ? `Вопрос номер ${n + 1}` : 'Сдаём?');
    }),
  );
  const seconds = (Date.now() - began) / 1000;
  const answers = await database.db.pool('answers').count('* as n').first();
  expect(Number(answers?.n)).toBe(PEOPLE * QUESTIONS);
  expect([fake.ourFaults(), fake.unanswered()]).toEqual([[], []]);
  waits.sort((a, b) => a - b);
  const share = (part: number): number => waits[Math.floor((waits.length - 1) * part)] ?? 0;
  const rate = waits.length / seconds;
  const floods = fake.refusals.filter(({ code }) => code === 429).length;
  if (process.env.CROWD)
    console.log(
      `${PEOPLE} people, ${waits.length} updates in ${seconds.toFixed(1)} s: ${rate.toFixed(1)} cards/s, ` +
        `${((100 * rate) / LIMIT_A_SECOND).toFixed(0)} % of Telegram's limit; from press to card p50 ${share(0.5)} ms, ` +
        `p99 ${share(0.99)} ms; refused for haste: ${floods}`,
    );
  expect(floods).toBeLessThanOrEqual(Math.ceil(waits.length / 20));
}, 600_000);
