import { DomainError } from '../../domain/errors';
import { hashPassword } from '../../services/auth/passwords';
import { apiClient, type ApiClient } from '../support/client';
import { type TestProduct, startProduct } from '../support/product';

let product: TestProduct;
let executor: ApiClient;
let checkId: string;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.stop());

beforeEach(async () => {
  const { build, url } = product;
  const password = 'правильный пароль';
  const signIn = async (role: string) => {
    const username = `repeats-${role}-${Math.random().toString(36).slice(2, 8)}`;
    const { user_id } = await build.aUser({ role, username, password_hash: await hashPassword(password) });
    const { body } = await apiClient(url).post('/auth/login', { username, password });
    return { user_id, client: apiClient(url, body.access_token) };
  };
  const boss = await signIn('manager');
  const worker = await signIn('executor');
  executor = worker.client;
  const { id: template_id } = await build.aTemplate();
  const opened = await boss.client.post('/checks/', { template_id, executor_id: worker.user_id });
  checkId = opened.body.id;
  const answers = ['horn', 'brakes'].map((question_id) => ({ question_id, value: true }));
  await executor.post(`/checks/${checkId}/answers`, { answers });
});

const submit = (key: string) => executor.post(`/checks/${checkId}/submit`, {}, { 'idempotency-key': key });

async function submits(): Promise<number> {
  const found = await product.database.db
    .pool('check_events')
    .where({ check_id: checkId, kind: 'submitted' });
  return found.length;
}

test('a command answered 503 and carried out all the same is carried out once, and its repeat says so', async () => {
  const { process } = product.services;
  let late: Promise<void> | undefined;
  product.services.process = {
    ...process,
    command: async (...command) => {
      late = process.command(...command);
      late.catch(() => undefined);
      throw new DomainError('service.unavailable');
    },
  };
  const first = await submit('late');
  product.services.process = process;
  const again = await submit('late');
  await late;
  expect([first.status, again.status]).toEqual([503, 200]);
  expect(again.body.status).toBe('completed');
  expect(await submits()).toBe(1);
  expect((await submit('late')).headers.get('idempotent-replayed')).toBe('true');
});

test('a command that never reached its process is sent by the repeat, under the same id', async () => {
  const { process } = product.services;
  const ids: string[] = [];
  product.services.process = {
    ...process,
    command: async (check, name, id, input) => {
      ids.push(id);
      if (ids.length === 1) throw new DomainError('service.unavailable');
      return process.command(check, name, id, input);
    },
  };
  const statuses = [(await submit('lost')).status, (await submit('lost')).status];
  product.services.process = process;
  expect(statuses).toEqual([503, 200]);
  expect(new Set(ids).size).toBe(1);
});

test('a repeat after the process died without keeping its reply finds the command done', async () => {
  const first = await submit('died');
  expect(first.status).toBe(200);
  await product.database.db
    .pool('idempotency_keys')
    .where({ key: 'died' })
    .update({ status: null, body: null, leased_until: new Date(0) });
  const again = await submit('died');
  expect([again.status, again.body.status]).toEqual([200, first.body.status]);
  expect(await submits()).toBe(1);
});

test('another command under another key is refused by the state, and that is kept', async () => {
  await submit('one');
  const two = await submit('two');
  expect(two.status).toBe(409);
  expect((await submit('two')).headers.get('idempotent-replayed')).toBe('true');
});
