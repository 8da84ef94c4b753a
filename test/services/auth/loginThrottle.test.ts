import { DomainError } from '../../../domain/errors';
import { type LoginThrottle, createLoginThrottle } from '../../../services/auth/loginThrottle';
import { login } from '../../../services/auth/login';
import { hashPassword } from '../../../services/auth/passwords';
import type { Services } from '../../../services/context';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { refusalOf } from '../../support/refusal';
import { testServices } from '../../support/services';

const PASSWORD = 'верный пароль владельца';
const HOME = '10.0.0.1';
const ELSEWHERE = '203.0.113.9';
const SECOND = 1_000;

let database: TestDatabase;
let services: Services;
let logins: LoginThrottle;
let clock: Date;
let passwordHash: string;
beforeAll(async () => {
  database = await testDatabase();
  passwordHash = await hashPassword(PASSWORD);
});
afterAll(() => database?.close());
beforeEach(async () => {
  clock = new Date('2030-05-01T08:00:00Z');
  await database.db.pool('login_failures').delete();
  const now = () => clock;
  logins = createLoginThrottle({ db: database.db, now });
  services = testServices(database.db, { now, logins });
});

const pass = (ms: number) => {
  clock = new Date(clock.getTime() + ms);
};
const anOwner = async () => {
  const username = `owner-${Math.random().toString(36).slice(2, 10)}`;
  await createBuilders(database.db).aUser({ username, password_hash: passwordHash });
  return username;
};
const signIn = (username: string, password: string, address: string) =>
  login(services, { username, password }, { address, user_agent: null });

/** Guesses `times` times with a pause between, without the cost of hashing; how many were let through. */
async function guesses(
  username: string,
  times: number,
  pauseMs: number,
  addressOf = (_: number) => ELSEWHERE,
) {
  const userId = (await database.db.read.people.credentials(username))?.id;
  let tried = 0;
  for (let n = 0; n < times; n += 1) {
    try {
      await logins.admit({ username, userId, address: addressOf(n) });
      tried += 1;
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'auth.too_many_attempts')) throw error;
    }
    pass(pauseMs);
  }
  return tried;
}

test('a thousand guesses from one address get fewer than 20 tries', async () => {
  expect(await guesses(await anOwner(), 1_000, 100)).toBeLessThan(20);
});

test('a thousand guesses from a thousand addresses get fewer than 20 tries', async () => {
  const addressOf = (n: number) => `198.51.${n >> 8}.${n & 255}`;
  expect(await guesses(await anOwner(), 1_000, 100, addressOf)).toBeLessThan(20);
});

test('a hundred guesses at the same moment are counted before any has ended', async () => {
  const username = await anOwner();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, () => logins.admit({ username, userId: undefined, address: ELSEWHERE })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(20);
});

test('the owner still gets in from an address that signed in before, however many guess elsewhere', async () => {
  const owner = await anOwner();
  await signIn(owner, PASSWORD, HOME);
  await guesses(owner, 100, 100, (n) => `198.51.100.${n & 255}`);
  expect((await refusalOf(signIn(owner, PASSWORD, ELSEWHERE))).code).toBe('auth.too_many_attempts');
  await expect(signIn(owner, PASSWORD, HOME)).resolves.toHaveProperty('access_token');
});

test('nobody is locked out for good: the longest pause is a quarter of an hour, even under attack', async () => {
  const owner = await anOwner();
  await guesses(owner, 200, 100 * SECOND, (n) => `198.51.100.${n & 255}`);
  const { details } = await refusalOf(signIn(owner, PASSWORD, ELSEWHERE));
  expect(details.params?.retry_after).toBeLessThanOrEqual(15 * 60);
  pass(Number(details.params?.retry_after) * SECOND);
  await expect(signIn(owner, PASSWORD, ELSEWHERE)).resolves.toHaveProperty('access_token');
  await expect(signIn(owner, PASSWORD, ELSEWHERE)).resolves.toHaveProperty('access_token');
});

test('an unknown user is refused after as many tries and in the same words', async () => {
  const owner = await anOwner();
  const told: unknown[][] = [];
  for (const username of [owner, 'nobody-of-this-name']) {
    const codes: unknown[] = [];
    for (let n = 0; n < 7; n += 1) {
      const refusal = await refusalOf(signIn(username, 'неверный', `192.0.2.${told.length + 1}`));
      codes.push([refusal.code, refusal.details]);
    }
    told.push(codes);
  }
  expect(told[0]).toEqual(told[1]);
  expect(told[0]?.at(-1)).toEqual(['auth.too_many_attempts', { params: { retry_after: 1 } }]);
});

test('a success forgives: mistyping four times a day never slows anybody down', async () => {
  const owner = await anOwner();
  for (let day = 0; day < 5; day += 1) {
    for (let n = 0; n < 4; n += 1) await refusalOf(signIn(owner, 'опечатка', HOME));
    await signIn(owner, PASSWORD, HOME);
  }
  expect(await database.db.pool('login_failures').where('failures', '>', 4)).toEqual([]);
});

test('one address guessing over many accounts is held to ten a minute', async () => {
  let tried = 0;
  for (let n = 0; n < 300; n += 1) {
    await logins.admit({ username: `sprayed-${n}`, userId: undefined, address: ELSEWHERE }).then(
      () => (tried += 1),
      () => undefined,
    );
    pass(200);
  }
  expect(tried).toBeLessThanOrEqual(50 + 11);
});

test('what was typed as a user name is not stored', async () => {
  await refusalOf(signIn('Пароль-в-чужом-поле', 'x', ELSEWHERE));
  const rows = await database.db.pool('login_failures').select();
  expect(rows.length).toBe(3);
  expect(JSON.stringify(rows.map(({ subject }) => subject.toString('latin1')))).not.toContain('поле');
});
