import { setTimeout as delay } from 'node:timers/promises';
import { dialogs } from '../../bot/dialogs/dialogs';
import type { RunningBot } from '../../bot/startBot';
import { tokenHash } from '../../services/telegram/linkToken';
import { type ApiClient, apiClient } from '../support/client';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { signedIn } from '../support/signedIn';
import type { ProductProcess } from '../support/productProcess';
import { aBotProcess } from '../support/telegram/botProcess';
import { type FakeTelegram, startFakeTelegram } from '../support/telegram/fakeTelegram';
import { runBot } from '../support/telegram/runBot';

let product: TestProduct;
let fake: FakeTelegram;
let executor: ApiClient;
let executorId: string;
let bot: RunningBot | undefined;
let botProcess: ProductProcess | undefined;

beforeAll(async () => {
  fake = await startFakeTelegram();
  product = await startProduct({ workers: false, telegram: fake });
  ({ executor, executorId } = await signedIn(product));
});
afterEach(async () => {
  await bot?.stop();
  await botProcess?.kill();
  bot = undefined;
});
afterAll(async () => {
  await product?.stop();
  await fake?.stop();
});

const code = async (): Promise<string> => (await executor.post('/auth/telegram-link')).body.token;
const isLinked = async (): Promise<boolean> => (await executor.get('/auth/me')).body.telegram_linked;
const start = async () => {
  bot = runBot({ services: product.services, database: product.database, fake, dialogs });
  await bot.introduced;
};

test('by the link, or by the code as a message; a wrong code is told in words; unlinked from the panel', async () => {
  await start();
  const user = fake.user();
  user.says('/start');
  await user.reads('получите код');
  user.says('/start nonsense-nonsense-nonsense-nons');
  await user.reads('получите код');
  user.says('x'.repeat(32));
  await user.reads('Код неверен');
  user.says(`/start ${await code()}`);
  await user.reads('привязан к вашей учётной записи');
  expect(await isLinked()).toBe(true);
  expect((await executor.delete('/auth/telegram-link')).status).toBe(204);
  user.says(await code());
  await user.reads('привязан к вашей учётной записи');
  expect(user.botMessages()).toHaveLength(1);
  expect(fake.ourFaults()).toEqual([]);
});

test('who is switched off is refused with the next word, and an account that is taken with its reason', async () => {
  await start();
  const user = fake.user();
  user.says(await code());
  await user.reads('привязан');
  const other = fake.user({ language_code: 'en' });
  await product.database.db.pool('users').where({ id: executorId }).update({ active: false });
  user.says('привет');
  await user.reads('отключена');
  await product.database.db.pool('users').where({ id: executorId }).update({ active: true });
  other.says('/start');
  await other.reads('get a code');
});

test('the bot is killed again and again while people link their accounts: all are linked, once', async () => {
  const people = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const person = await product.build.aUser();
      return { person, user: fake.user(), token: `${person.user_id}`.replaceAll('-', '') };
    }),
  );
  for (const { person, token } of people)
    await product.services.db.read.telegramLinks.putToken({
      hash: tokenHash(token),
      user_id: person.user_id,
      expires_at: new Date(Date.now() + 600_000),
    });
  botProcess = aBotProcess(product, fake);
  fake.moods.twice = true;
  for (const { user, token } of people) {
    botProcess.start();
    user.says(`/start ${token}`);
    await eventually(() => expect(fake.calls.some(({ method }) => method === 'getUpdates')).toBe(true));
    // Killed at a moment of chance: there is nothing to wait for.
    await delay(200 + Math.random() * 900);
    await botProcess.kill();
  }
  botProcess.start();
  await Promise.all(people.map(({ user }) => user.reads('привязан', 60_000)));
  const audited = await product.database.db
    .pool('audit_log')
    .where({ action: 'user.telegram_link' })
    .whereIn(
      'entity_id',
      people.map(({ person }) => person.user_id),
    );
  expect(audited).toHaveLength(6);
  expect(fake.ourFaults()).toEqual([]);
}, 180_000);

test('without a session there is no code', async () => {
  expect((await apiClient(product.url).post('/auth/telegram-link')).status).toBe(401);
});
