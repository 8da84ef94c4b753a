import { createHash } from 'node:crypto';
import { auditRoutes } from '../../../api/routes/audit';
import type { AuditEntry } from '../../../db/audit';
import type { UserActor } from '../../../domain/actor';
import { createCheck } from '../../../services/checks/createCheck';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { as, testServices } from '../../support/services';
import { canonicalJson } from '../../db/canonicalJson';
import { aToken, faultsIn, type Sample, startSample } from '../startSample';

let database: TestDatabase;
let sample: Sample;
let admin: UserActor;
let executor: UserActor;
const checkIds: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  const services = testServices(database.db);
  const build = createBuilders(database.db);
  admin = { ...(await build.aUser({ role: 'admin' })), address: '10.0.0.7' };
  executor = await build.aUser();
  const template_id = (await build.aTemplate()).id;
  for (let n = 0; n < 3; n++)
    checkIds.push(await createCheck(as(admin, services), { template_id, executor_id: executor.user_id }));
  const people = new Map([admin, executor].map((user) => [user.user_id, user]));
  sample = await startSample(auditRoutes(services), {
    loadSession: async (_id, userId) => people.get(userId),
  });
});
afterAll(async () => {
  await sample?.stop();
  await database?.close();
});

const get = (query = '', user = admin) =>
  sample.call('GET', `/audit/${query}`, { token: aToken({ claims: { sub: user.user_id } }) });
const list = async (query = '') =>
  (await get(query)).body as unknown as { items: AuditEntry[]; next_cursor: string | null };

test('entries have the fields of the contract, and whoever reads them can verify the chain', async () => {
  const { items } = await list();
  expect(items.map(({ entity_id }) => entity_id)).toEqual([...checkIds].reverse());
  expect(items[0]).toMatchObject({
    seq: 3,
    user_id: admin.user_id,
    actor_kind: 'user',
    address: '10.0.0.7',
    area_id: null,
    entity_type: 'check',
    action: 'check.create',
    diff: { before: null, after: { executor_id: executor.user_id } },
  });
  let prev = '0'.repeat(64);
  for (const { hash, ...entry } of [...items].reverse()) {
    expect(entry.prev_hash).toBe(prev);
    expect(hash).toBe(
      createHash('sha256')
        .update(prev + canonicalJson(entry))
        .digest('hex'),
    );
    prev = hash;
  }
});

test('pages by cursor', async () => {
  const first = await list('?limit=2');
  expect(first.items.map(({ seq }) => seq)).toEqual([3, 2]);
  const second = await list(`?limit=2&cursor=${first.next_cursor}`);
  expect(second.items.map(({ seq }) => seq)).toEqual([1]);
  expect(second.next_cursor).toBeNull();
});

test('filters', async () => {
  const seqs = async (query: string) => (await list(query)).items.map(({ seq }) => seq);
  expect(await seqs(`?entity_id=${checkIds[1]}`)).toEqual([2]);
  expect(await seqs('?action=check.submit,check.create&entity_type=check')).toEqual([3, 2, 1]);
  expect(await seqs('?action=check.submit')).toEqual([]);
  expect(await seqs(`?user_id=${executor.user_id}`)).toEqual([]);
  expect(await seqs('?from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z')).toEqual([]);
  expect(await seqs('?from=2020-01-01T03:00:00%2B03:00')).toEqual([3, 2, 1]);
});

test.each(['user_id=x', 'from=yesterday', 'cursor=eA', 'limit=201', 'role=admin'])(
  '?%s is 400',
  async (query) => {
    const answer = await get(`?${query}`);
    expect(answer.status).toBe(400);
    expect(faultsIn(answer)).toEqual([expect.stringMatching(`^\\?${query.split('=')[0]} `)]);
  },
);

test('without VIEW_AUDIT it is 403', async () => {
  const answer = await get('', executor);
  expect([answer.status, answer.body.code]).toEqual([403, 'access.denied']);
});
