import { noticeRoutes } from '../../../api/routes/notices';
import type { UserActor } from '../../../domain/actor';
import { createCheck } from '../../../services/checks/createCheck';
import type { Services } from '../../../services/context';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { as, testServices } from '../../support/services';
import { aToken, type CallOptions, faultsIn, type Sample, startSample } from '../startSample';

let database: TestDatabase;
let sample: Sample;
let services: Services;
let executor: UserActor;
let other: UserActor;
const checkIds: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  services = testServices(database.db);
  const build = createBuilders(database.db);
  const area_id = await build.anArea({ name: 'Склад', time_zone: 'Asia/Yekaterinburg' });
  executor = await build.aUser({ area_id });
  other = await build.aUser({ area_id });
  const supervisor = await build.aUser({ role: 'supervisor', area_id });
  const template = await build.aTemplate({ name: 'Погрузчик' });
  for (let n = 0; n < 3; n++)
    checkIds.push(
      await createCheck(as(supervisor, services), {
        template_id: template.id,
        executor_id: executor.user_id,
        due_at: '2035-03-01T05:00:00Z',
      }),
    );
  const people = new Map([executor, other].map((user) => [user.user_id, user]));
  sample = await startSample(noticeRoutes(services), {
    loadSession: async (_id, userId) => people.get(userId),
  });
});
afterAll(async () => {
  await sample?.stop();
  await database?.close();
});

interface NoticeBody {
  id: string;
  check_id: string;
  read_at: string | null;
  may: string[];
}
const call = (user: UserActor, method: string, path: string, options: CallOptions = {}) =>
  sample.call(method, path, { token: aToken({ claims: { sub: user.user_id } }), ...options });
const list = async (query = '', user = executor) =>
  (await call(user, 'GET', `/notices/${query}`)).body as unknown as {
    items: NoticeBody[];
    next_cursor: string | null;
  };

test('what one was told, newest first, in words of the asked language', async () => {
  const { items, next_cursor } = await list();
  expect(next_cursor).toBeNull();
  expect(items.map(({ check_id }) => check_id)).toEqual([...checkIds].reverse());
  expect(items[0]).toMatchObject({
    kind: 'assigned',
    title: 'Вам назначена проверка',
    body: '«Погрузчик». Заполните её до 01.03.2035, 10:00.',
    data: { check: 'Погрузчик', area: 'Склад' },
    read_at: null,
    may: ['read'],
  });
  const english = await call(executor, 'GET', '/notices/', { headers: { 'Accept-Language': 'en' } });
  expect(english.text).toContain('A check is assigned to you');
});

test('pages', async () => {
  const first = await list('?limit=2');
  expect(first.items).toHaveLength(2);
  const second = await list(`?limit=2&cursor=${first.next_cursor}`);
  expect(second.items.map(({ check_id }) => check_id)).toEqual([checkIds[0]]);
  expect(second.next_cursor).toBeNull();
});

test('read once, a notice is no longer unread and keeps its time', async () => {
  const [newest] = (await list()).items;
  const read = await call(executor, 'POST', `/notices/${newest?.id}/read`);
  expect(read.status).toBe(200);
  expect(read.body).toMatchObject({ id: newest?.id, read_at: expect.any(String), may: [] });
  expect((await call(executor, 'POST', `/notices/${newest?.id}/read`)).body).toEqual(read.body);
  expect((await list('?unread=true')).items).toHaveLength(2);
  expect((await list('?unread=false')).items.map(({ id }) => id)).toEqual([newest?.id]);
});

test("other people's notices are not there", async () => {
  const [notice] = (await list()).items;
  expect((await list('', other)).items).toEqual([]);
  for (const id of [notice?.id, '01976f2e-7c1b-7d3a-9a51-3c2f8f1f0aff', 'x']) {
    const answer = await call(other, 'POST', `/notices/${id}/read`);
    expect([answer.status, answer.body.code]).toEqual([404, 'notice.not_found']);
  }
});

test('all of one’s own are read at once, and nobody else’s', async () => {
  const [theirs] = (await list()).items;
  expect((await call(other, 'POST', '/notices/read')).body).toEqual({ read: 0 });
  expect((await list('?unread=true')).items.length).toBeGreaterThan(0);
  const { read } = (await call(executor, 'POST', '/notices/read')).body as unknown as { read: number };
  expect([read, (await list('?unread=true')).items]).toEqual([2, []]);
  expect(theirs?.check_id).toBe(checkIds.at(-1));
});

test.each(['unread=maybe', 'limit=0', 'cursor=x', 'user_id=1'])('?%s is 400', async (query) => {
  const answer = await call(executor, 'GET', `/notices/?${query}`);
  expect(answer.status).toBe(400);
  expect(faultsIn(answer)).toEqual([expect.stringMatching(`^\\?${query.split('=')[0]} `)]);
});
