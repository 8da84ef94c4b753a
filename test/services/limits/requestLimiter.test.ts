import pino from 'pino';
import type { Database } from '../../../db/database';
import { type RequestLimiter, createRequestLimiter } from '../../../services/limits/requestLimiter';
import { type TestDatabase, testDatabase } from '../../support/database';

let database: TestDatabase;
let clock: Date;
const running: RequestLimiter[] = [];
const logger = pino({ level: 'silent' });

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());
beforeEach(() => {
  clock = new Date('2030-05-01T08:00:15Z');
});
afterEach(async () => {
  for (const limiter of running.splice(0)) limiter.stop();
  await database.db.pool('request_counts').delete();
});

/** One API process's limiter. */
function aLimiter(db: Database = database.db): RequestLimiter {
  const limiter = createRequestLimiter({ db, now: () => clock, logger });
  running.push(limiter);
  return limiter;
}

const allowedOf = async (limiter: RequestLimiter, times: number, limit: number, subject = 'user:a') => {
  let allowed = 0;
  for (let n = 0; n < times; n += 1) if ((await limiter.take(subject, limit)).allowed) allowed += 1;
  return allowed;
};

test('one process admits the limit exactly, then nothing until the window ends', async () => {
  const limiter = aLimiter();
  expect(await allowedOf(limiter, 100, 60)).toBe(60);
  expect(await limiter.take('user:a', 60)).toEqual({ allowed: false, remaining: 0, resetSeconds: 45 });
  expect(await allowedOf(limiter, 5, 60, 'user:b')).toBe(5);
  clock = new Date('2030-05-01T08:01:00Z');
  expect(await limiter.take('user:a', 60)).toEqual({ allowed: true, remaining: 59, resetSeconds: 60 });
});

test('two processes that never settle by themselves stay within limit × (1 + 2/20)', async () => {
  const [a, b] = [aLimiter(), aLimiter()];
  const limit = 200;
  const [first, second] = await Promise.all([allowedOf(a, 400, limit), allowedOf(b, 400, limit)]);
  expect(first + second).toBeGreaterThanOrEqual(limit);
  expect(first + second).toBeLessThanOrEqual(limit * 1.1);
});

test('a burst of requests at the same moment over two processes stays within the bound too', async () => {
  const [a, b] = [aLimiter(), aLimiter()];
  const limit = 100;
  const taken = await Promise.all(
    Array.from({ length: 400 }, async (_, n) => (n % 2 ? a : b).take('user:burst', limit)),
  );
  const allowed = taken.filter((allowance) => allowance.allowed).length;
  expect(allowed).toBeGreaterThanOrEqual(limit);
  expect(allowed).toBeLessThanOrEqual(limit * 1.1);
});

test('after a settlement each process knows what the others have admitted', async () => {
  const [a, b] = [aLimiter(), aLimiter()];
  await allowedOf(a, 30, 1_000);
  await a.settle();
  await b.take('user:a', 1_000);
  await b.settle();
  expect(await b.take('user:a', 1_000)).toMatchObject({ remaining: 1_000 - 32 });
});

test('most requests are counted without a statement', async () => {
  let statements = 0;
  database.db.pool.on('query', () => (statements += 1));
  const limiter = aLimiter();
  await allowedOf(limiter, 1_000, 100_000);
  await limiter.settle();
  expect(statements).toBe(1);
});

test('without Postgres each process limits by itself, and tells what it counted when Postgres is back', async () => {
  let isAway = true;
  const { requestCounts } = database.db.read;
  const add: typeof requestCounts.add = (...told) =>
    isAway ? Promise.reject(new Error('away')) : requestCounts.add(...told);
  const db = { ...database.db, read: { ...database.db.read, requestCounts: { ...requestCounts, add } } };
  const limiter = aLimiter(db);
  expect(await allowedOf(limiter, 100, 40)).toBe(40);
  isAway = false;
  await limiter.settle();
  const other = aLimiter();
  await other.take('user:a', 40);
  await other.settle();
  expect((await other.take('user:a', 40)).allowed).toBe(false);
});
