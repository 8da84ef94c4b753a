import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { openPortal } from '../../../activities/bitrix/portal';
import { createBitrix24 } from '../../../clients/bitrix24/bitrix24';
import { BitrixFault } from '../../../clients/bitrix24/fault';
import type { CallRecord } from '../../../clients/bitrix24/transport';
import type { BitrixStub } from '../../../runtime/bitrixStub/server';
import { STUB_SECRET, aPortal } from '../../support/bitrix/portal';
import { type TestDatabase, testDatabase } from '../../support/database';

let stub: BitrixStub;
let database: TestDatabase | undefined;
afterEach(async () => {
  await stub?.stop();
  await database?.close();
  database = undefined;
});

const FAST = { perSecond: 10_000, burst: 10_000 };
const FIELDS = {
  ...{ title: 'Шланг', description: 'Течёт', deadline: '2031-01-01T00:00:00.000Z', responsible_id: '1' },
  ...{ priority: 'high' as const, marker: 'proverka-1' },
};

function client(
  url: string,
  calls: CallRecord[] = [],
  over: { deadlineMs?: number; pace?: typeof FAST } = {},
) {
  return createBitrix24({
    ...{ access: { kind: 'webhook', url }, pace: FAST, deadlineMs: 5_000 },
    onCall: async (call) => void calls.push(call),
    ...over,
  })();
}
const faultOf = async (work: Promise<unknown>): Promise<BitrixFault> =>
  work.then(
    () => Promise.reject(new Error('It went well')),
    (error: unknown) => {
      if (error instanceof BitrixFault) return error;
      throw error;
    },
  );

test('a repeat under the same key makes no second task; another body under it is refused', async () => {
  stub = await aPortal();
  const portal = client(stub.webhookUrl);
  stub.faults.set({ dropReplies: 1, dropMethod: 'tasks.task.add' });
  expect(await faultOf(portal.addTask(FIELDS, 'k'))).toMatchObject({ kind: 'transient', code: 'network' });
  const id = await portal.addTask(FIELDS, 'k');
  expect(stub.portal.data.tasks.map((task) => String(task.id))).toEqual([id]);
  expect(await faultOf(portal.addTask({ ...FIELDS, title: 'Другое' }, 'k'))).toMatchObject({
    ...{ kind: 'permanent', httpStatus: 422 },
  });
  expect(await portal.tasksMarked('proverka-1', new Date(Date.now() - 60_000))).toEqual([id]);
});

test.each([
  ['queryLimits', 'limited', 'QUERY_LIMIT_EXCEEDED', 503],
  ['operationLimits', 'limited', 'OPERATION_TIME_LIMIT', 429],
  ['serverErrors', 'transient', 'INTERNAL_SERVER_ERROR', 500],
] as const)('%s are told as %s', async (fault, kind, code, httpStatus) => {
  stub = await aPortal({ api: 'v2' });
  const portal = client(stub.webhookUrl);
  await portal.me();
  stub.faults.set({ [fault]: 1 });
  const told = await faultOf(portal.userByEmail('a@b.example'));
  expect(told).toMatchObject({ kind, code, httpStatus });
  if (kind === 'limited') expect(told.retryAfterMs).toBeGreaterThan(0);
  expect(await portal.userByEmail('a@b.example')).toMatch(/^\d+$/);
});

test('calls keep within the bucket of the portal, so that 60 at once pass without a refusal', async () => {
  stub = await aPortal({ bucket: { perSecond: 20, burst: 50 } });
  const portal = client(stub.webhookUrl, [], { pace: { perSecond: 20, burst: 40 } });
  await Promise.all(Array.from({ length: 60 }, () => portal.task('1')));
  expect(stub.calls['tasks.task.get']).toBe(60);
});

test('the bucket refuses what comes faster, and leaks', async () => {
  let time = 0;
  stub = await aPortal({ bucket: { perSecond: 2, burst: 50 }, now: () => new Date(time) });
  const portal = client(stub.webhookUrl);
  for (let n = 0; n < 50; n++) await portal.task('1');
  expect((await faultOf(portal.task('1'))).code).toBe('QUERY_LIMIT_EXCEEDED');
  time += 1_000;
  await portal.task('1');
  await portal.task('1');
  expect((await faultOf(portal.task('1'))).code).toBe('QUERY_LIMIT_EXCEEDED');
});

test('a wrong secret is permanent, and neither error nor record holds any secret', async () => {
  stub = await aPortal();
  const calls: CallRecord[] = [];
  const portal = client(stub.webhookUrl.replace(STUB_SECRET, 'anothersecret'), calls);
  const fault = await faultOf(portal.me());
  expect(fault).toMatchObject({ kind: 'permanent', code: 'NO_AUTH_FOUND', httpStatus: 401 });
  const kept = JSON.stringify([calls, fault.message, fault.stack, String(fault.cause)]);
  expect(kept).not.toContain('anothersecret');
  expect(calls).toMatchObject([{ method: 'profile', status: 'refused', http_status: 401 }]);
});

test('silence ends after the deadline, a redirect is not followed, and what is no JSON is not believed', async () => {
  stub = await aPortal();
  stub.faults.set({ delayMs: 1_000 });
  const slow = client(stub.webhookUrl, [], { deadlineMs: 100 });
  expect(await faultOf(slow.me())).toMatchObject({ kind: 'transient', code: 'timeout' });
  stub.faults.set({ delayMs: 0 });

  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    seen.push(request.url ?? '');
    if (request.url?.includes('/2/')) response.end('<html>');
    else response.writeHead(302, { location: `${stub.url}/` }).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await faultOf(client(`${root}/rest/1/abc`).me())).toMatchObject({
    kind: 'permanent',
    code: 'redirect',
  });
  expect(await faultOf(client(`${root}/rest/2/abc`).me())).toMatchObject({ code: 'unreadable' });
  expect(seen).toEqual(['/rest/1/abc/profile.json', '/rest/2/abc/profile.json']);
  await new Promise((done) => server.close(done));
});

test('an application refreshes its token once for all, keeps the new one encrypted, and goes on with it after a restart', async () => {
  const application = { clientId: 'app', clientSecret: 'shhh', refreshToken: 'first-refresh-token' };
  stub = await aPortal({ application });
  database = await testDatabase();
  const open = () =>
    openPortal({
      ...{ db: database!.db, secret: 'a secret of the tests', now: () => new Date(), pace: FAST },
      access: {
        ...{ kind: 'oauth', portal: stub.url, tokenUrl: `${stub.url}/oauth/token/` },
        ...{ clientId: 'app', clientSecret: 'shhh', refreshToken: 'first-refresh-token' },
      },
    })();
  const portals = [open(), open(), open(), open()];
  expect(await Promise.all(portals.map((portal) => portal.me()))).toEqual(['1', '1', '1', '1']);
  const first = stub.portal.data.tokens;
  stub.faults.set({ expireTokens: 1 });
  await portals[0]!.task('1');
  expect(stub.portal.data.tokens?.refresh).not.toBe(first?.refresh);
  expect(await open().me()).toBe('1');
  const [row] = await database.db.pool('bitrix_tokens').select();
  const kept = JSON.stringify([row.sealed.toString('utf8'), row.sealed.toString('latin1')]);
  expect(kept).not.toContain(stub.portal.data.tokens?.refresh);
  const log = JSON.stringify(await database.db.pool('bitrix_sync').select());
  for (const secret of [first?.access, stub.portal.data.tokens?.access, 'shhh', 'first-refresh-token'])
    expect(log).not.toContain(secret);
});
