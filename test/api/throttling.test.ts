import { allRoutes } from '../../api/routes';
import { createLoginThrottle } from '../../services/auth/loginThrottle';
import { hashPassword } from '../../services/auth/passwords';
import { createRequestLimiter } from '../../services/limits/requestLimiter';
import { createBuilders } from '../support/builders';
import { type TestDatabase, testDatabase } from '../support/database';
import { testServices } from '../support/services';
import { ACTOR, type Sample, startSample } from './startSample';

const PASSWORD = 'верный пароль владельца';
const TRUSTING = { trustedProxies: 1 };

let database: TestDatabase;
/** Two API processes over one database, behind one proxy. */
let instances: Sample[] = [];
beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const now = () => new Date();
  const services = testServices(db, { logins: createLoginThrottle({ db, now }) });
  const start = () => {
    const limiter = createRequestLimiter({ db, now, logger: services.logger });
    return startSample(allRoutes(services), {
      config: TRUSTING,
      limits: { limiter, perUser: 60, perAddress: 100_000 },
      loadSession: async () => ACTOR,
    });
  };
  instances = [await start(), await start()];
  await createBuilders(db).aUser({ username: 'owner', password_hash: await hashPassword(PASSWORD) });
});
afterAll(async () => {
  for (const instance of instances) await instance.stop();
  await database?.close();
});

function signIn(username: string, password: string, address: string, instance = instances[0]) {
  const headers = { 'X-Forwarded-For': address };
  const body = { username, password };
  return (instance as Sample).call('POST', '/auth/login', { body, headers, token: null });
}

test('a thousand guesses over two processes get fewer than 20 tries, and the owner still gets in', async () => {
  expect((await signIn('owner', PASSWORD, '10.0.0.1')).status).toBe(200);
  const statuses = new Map<number, number>();
  for (let n = 0; n < 1_000; n += 50) {
    const guesses = Array.from({ length: 50 }, (_, m) =>
      signIn('owner', `догадка ${n + m}`, '203.0.113.9', instances[m % 2]),
    );
    for (const { status } of await Promise.all(guesses))
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(statuses.get(401)).toBeLessThan(20);
  expect((statuses.get(401) ?? 0) + (statuses.get(429) ?? 0)).toBe(1_000);
  const refused = await signIn('owner', PASSWORD, '203.0.113.9');
  expect([refused.status, refused.body.code]).toEqual([429, 'auth.too_many_attempts']);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect((await signIn('owner', PASSWORD, '10.0.0.1')).status).toBe(200);
});

test('two processes share a user’s limit', async () => {
  const statuses = await Promise.all(
    Array.from(
      { length: 150 },
      async (_, n) => (await (instances[n % 2] as Sample).call('GET', '/notices/')).status,
    ),
  );
  const allowed = statuses.filter((status) => status !== 429).length;
  // The minute may turn during the test: then two windows are used.
  expect([60, 61, 62, 63, 64, 65, 66]).toContain(allowed > 66 ? allowed - 60 : allowed);
});
