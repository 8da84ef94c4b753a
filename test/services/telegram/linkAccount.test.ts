import type { UserActor } from '../../../domain/actor';
import type { Services } from '../../../services/context';
import { linkAccount } from '../../../services/telegram/linkAccount';
import { looksLikeToken } from '../../../services/telegram/linkToken';
import { startLink } from '../../../services/telegram/startLink';
import { unlinkAccount } from '../../../services/telegram/unlinkAccount';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { as, testServices } from '../../support/services';

let database: TestDatabase;
let services: Services;
let user: UserActor;
let now = new Date('2026-11-24T09:00:00Z');
let account = 9_000_000_000;

beforeAll(async () => {
  database = await testDatabase();
  services = testServices(database.db, { telegram: true, now: () => now });
  await database.db.read.telegramLinks.putBot({ id: 1, username: 'plant_bot' });
});
afterAll(() => database.close());
beforeEach(async () => {
  user = await createBuilders(database.db).aUser();
  account += 1;
});

const offer = (of = user) => startLink(as(of, services));
const bring = (token: string, telegram_id = account) =>
  linkAccount(services, { token, telegram_id, name: 'Иван' });
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const isLinked = async (of = user) => (await database.db.read.people.find(of.user_id))?.telegram_linked;
const audited = async () =>
  (await database.db
    .pool('audit_log')
    .where({ entity_id: user.user_id })
    .whereLike('action', 'user.telegram%')
    .orderBy('seq')
    .pluck('action')) as string[];

test('a token links the account that brings it, with a link and a picture of it', async () => {
  const { token, deep_link, qr_svg, expires_at } = await offer();
  expect(looksLikeToken(token)).toBe(true);
  expect(deep_link).toBe(`https://t.me/plant_bot?start=${token}`);
  expect(qr_svg).toMatch(/^<svg /);
  expect(expires_at.getTime() - now.getTime()).toBe(600_000);
  expect(await isLinked()).toBe(false);
  expect((await bring(token)).id).toBe(user.user_id);
  expect(await isLinked()).toBe(true);
  expect(await audited()).toEqual(['user.telegram_token', 'user.telegram_link']);
});

test('the database holds the token’s hash alone', async () => {
  const { token } = await offer();
  const [row] = await database.db.pool('telegram_link_tokens').where({ user_id: user.user_id });
  expect(JSON.stringify(row)).not.toContain(token);
});

test('a token is good once, but for the account that has used it: its message may come twice', async () => {
  const { token } = await offer();
  await bring(token);
  await bring(token);
  await expect(bring(token, account + 500)).rejects.toMatchObject({ code: 'telegram.token_invalid' });
  expect(await audited()).toEqual(['user.telegram_token', 'user.telegram_link']);
});

test('a token is good for ten minutes, and until there is a newer one', async () => {
  const first = await offer();
  const second = await offer();
  await expect(bring(first.token)).rejects.toMatchObject({ code: 'telegram.token_invalid' });
  later(10);
  await expect(bring(second.token)).rejects.toMatchObject({ code: 'telegram.token_invalid' });
});

test('an account belongs to one user; a user’s newer account takes the place of the older', async () => {
  await bring((await offer()).token);
  const other = await createBuilders(database.db).aUser();
  await expect(bring((await offer(other)).token)).rejects.toMatchObject({ code: 'telegram.account_taken' });
  await bring((await offer()).token, account + 1_000);
  expect(await database.db.read.telegramLinks.findByAccount(account)).toBeUndefined();
  await bring((await offer(other)).token);
  expect([await isLinked(), await isLinked(other)]).toEqual([true, true]);
});

test('two accounts with one token at the same moment: one is linked', async () => {
  const { token } = await offer();
  const outcomes = await Promise.allSettled([bring(token), bring(token, account + 2_000)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('guesses slow an account down, and no other', async () => {
  const { token } = await offer();
  const guess = () => bring('x'.repeat(32));
  for (let n = 0; n < 5; n += 1)
    await expect(guess()).rejects.toMatchObject({ code: 'telegram.token_invalid' });
  await expect(bring(token)).rejects.toMatchObject({
    code: 'auth.too_many_attempts',
    details: { params: { retry_after: expect.any(Number) } },
  });
  await bring(token, account + 3_000);
});

test('who does not work here any more links nothing', async () => {
  const { token } = await offer();
  await database.db.pool('users').where({ id: user.user_id }).update({ active: false });
  await expect(bring(token)).rejects.toMatchObject({ code: 'user.inactive' });
});

test('unlinking also takes a token back, and repeating it does nothing', async () => {
  await bring((await offer()).token);
  const { token } = await offer();
  await unlinkAccount(as(user, services));
  await unlinkAccount(as(user, services));
  expect(await isLinked()).toBe(false);
  await expect(bring(token)).rejects.toMatchObject({ code: 'telegram.token_invalid' });
  expect((await audited()).filter((action) => action === 'user.telegram_unlink')).toHaveLength(1);
});

test('without a bot there is nothing to link', async () => {
  await expect(startLink(as(user, { ...services, telegram: false }))).rejects.toMatchObject({
    code: 'telegram.off',
  });
});
