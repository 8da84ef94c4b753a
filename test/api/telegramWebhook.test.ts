import type { RunningBot } from '../../bot/startBot';
import { linkAccount } from '../../services/telegram/linkAccount';
import { diaryDialogs } from '../bot/diaryDialogs';
import { apiClient } from '../support/client';
import { eventually } from '../support/eventually';
import { type TestProduct, WEBHOOK_SECRET, startProduct } from '../support/product';
import { signedIn } from '../support/signedIn';
import { type FakeTelegram, startFakeTelegram } from '../support/telegram/fakeTelegram';
import { runBot } from '../support/telegram/runBot';

let product: TestProduct;
let fake: FakeTelegram;
let bot: RunningBot | undefined;

beforeAll(async () => {
  fake = await startFakeTelegram();
  product = await startProduct({ workers: false, telegram: fake });
});
afterEach(async () => {
  await bot?.stop();
  bot = undefined;
});
afterAll(async () => {
  await product?.stop();
  await fake?.stop();
});

const url = () => `${product.url}/webhook/telegram`;
const post = (body: string, headers: Record<string, string> = {}, method = 'POST') =>
  fetch(url(), {
    method,
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': WEBHOOK_SECRET,
      ...headers,
    },
    ...(method === 'POST' && { body }),
  });
const problem = async (reply: Promise<Response>) => {
  const response = await reply;
  return [response.status, ((await response.json()) as { code: string }).code];
};
const rows = () => product.database.db.pool('telegram_updates').count('* as n').first();

test('only who knows the secret brings updates, and only updates of up to 1 MB', async () => {
  const secret = 'x-telegram-bot-api-secret-token';
  expect(await problem(post('{"update_id":1}', { [secret]: 'wrong' }))).toEqual([401, 'auth.token_invalid']);
  expect(await problem(post('{"update_id":1}', { [secret]: '' }))).toEqual([401, 'auth.token_invalid']);
  expect(await problem(post('', {}, 'GET'))).toEqual([405, 'request.method_not_allowed']);
  expect(await problem(post('{"update_id"', {}))).toEqual([400, 'request.invalid']);
  expect(await problem(post('{"update_id":"1"}'))).toEqual([400, 'request.invalid']);
  expect(await problem(post(JSON.stringify({ update_id: 1, text: 'x'.repeat(1024 * 1024) })))).toEqual([
    413,
    'request.too_large',
  ]);
  expect(await rows()).toEqual({ n: 0 });
});

test('where updates are fetched there is no such address', async () => {
  const other = await startProduct({ workers: false });
  const reply = await fetch(`${other.url}/webhook/telegram`, { method: 'POST', body: '{}' });
  expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([404, 'telegram.off']);
  await other.stop();
});

test('an update that is brought twice is kept once, and what Postgres cannot hold harms nobody', async () => {
  const update = JSON.stringify({ update_id: 5, message: { text: 'a\u0000b\ud800' } });
  expect((await post(update)).status).toBe(200);
  expect((await post(update)).status).toBe(200);
  const kept = await product.database.db.pool('telegram_updates').where({ update_id: 5 });
  expect(kept).toMatchObject([{ body: { message: { text: 'ab\ufffd' } } }]);
});

test('Telegram brings updates, twice and swapped, also after the API was away', async () => {
  fake.moods.twice = true;
  fake.moods.swapped = true;
  bot = runBot({
    ...{ services: product.services, database: product.database, fake, dialogs: diaryDialogs() },
    webhook: { url: url(), secret: WEBHOOK_SECRET },
  });
  await bot.introduced;
  expect(fake.webhook()).toEqual({ url: url(), secret: WEBHOOK_SECRET });
  const user = fake.user();
  for (const word of ['раз', 'два', 'три']) user.says(word);
  await user.reads('раз, два, три');
  await eventually(() => expect(fake.waiting()).toBe(0));
  expect(fake.ourFaults()).toEqual([]);
});

test('linked from the panel, told by /auth/me, unlinked from the panel', async () => {
  const { executor } = await signedIn(product);
  expect((await executor.get('/auth/me')).body).toMatchObject({ telegram_linked: false });
  await product.database.db.pool('telegram_bot').delete();
  expect((await executor.post('/auth/telegram-link')).body.code).toBe('service.unavailable');
  await product.database.db.read.telegramLinks.putBot({ id: 1, username: 'plant_bot' });
  const { status, body } = await executor.post('/auth/telegram-link');
  expect([status, body.deep_link]).toEqual([200, `https://t.me/plant_bot?start=${body.token}`]);
  await linkAccount(product.services, { token: body.token, telegram_id: 77, name: 'Иван' });
  expect((await executor.get('/auth/me')).body).toMatchObject({ telegram_linked: true });
  expect((await executor.delete('/auth/telegram-link')).status).toBe(204);
  expect((await executor.get('/auth/me')).body).toMatchObject({ telegram_linked: false });
  expect((await apiClient(product.url).post('/auth/telegram-link')).status).toBe(401);
});
