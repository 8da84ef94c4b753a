import type { BitrixStub } from '../../runtime/bitrixStub/server';
import { createUser } from '../../services/auth/createUser';
import { seedRoles } from '../../services/auth/seedRoles';
import { APPLICATION_TOKEN, aPortal } from '../support/bitrix/portal';
import { type ApiClient, apiClient } from '../support/client';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
let portal: BitrixStub;
let master: ApiClient;
let mechanic: ApiClient;
let admin: ApiClient;
let mechanicId: string;

beforeAll(async () => {
  quietTemporal();
  portal = await aPortal();
  product = await startProduct({
    bitrix: { webhookUrl: portal.webhookUrl, applicationToken: APPLICATION_TOKEN },
  });
  portal.sendEventsTo({ url: `${product.url}/webhook/bitrix`, applicationToken: APPLICATION_TOKEN });
  const { services, build } = product;
  await seedRoles(services);
  const area_id = await build.anArea({ name: 'Цех 1' });
  const aPerson = async (username: string, role: string): Promise<[ApiClient, string]> => {
    const id = await createUser(services, {
      ...{ username, full_name: username, password: PASSWORD, role, area_id },
    });
    await product.database.db
      .pool('users')
      .where({ id })
      .update({ email: `${username}@plant.example` });
    const { body } = await apiClient(product.url).post('/auth/login', { username, password: PASSWORD });
    return [apiClient(product.url, body.access_token), id];
  };
  [master] = await aPerson('master', 'manager');
  [mechanic, mechanicId] = await aPerson('mechanic', 'executor');
  [admin] = await aPerson('boss', 'admin');
}, 120_000);
afterEach(() => {
  portal.faults.set({ down: false, delayMs: 0, dropReplies: 0, dropMethod: null });
  portal.events.flush();
});
afterAll(async () => {
  await product?.stop();
  await portal?.stop();
});

const anAction = async (title: string): Promise<string> => {
  const due_at = new Date(Date.now() + 86_400_000).toISOString();
  const made = await master.post('/actions/', { title, priority: 'high', owner_id: mechanicId, due_at });
  expect([made.status, made.body.code]).toEqual([201, undefined]);
  return made.body.id;
};
const tasksOf = (id: string) => portal.portal.data.tasks.filter(({ xmlId }) => xmlId === `proverka-${id}`);
const actionOf = async (id: string) => (await master.get(`/actions/${id}`)).body;
const injected = (): number => Object.values(portal.faults.injected).reduce((sum, times) => sum + times, 0);

const FITTING: Record<string, number[]> = {
  ...{ open: [2, 6], returned: [2, 6], in_progress: [3, 2, 6], done: [4, 5], verified: [5] },
};

/** One task, and both sides say the same. */
const equal = (id: string, withinMs = 45_000) =>
  eventually(async () => {
    const [action, tasks] = [await actionOf(id), tasksOf(id)];
    expect(tasks).toHaveLength(1);
    const [task] = tasks;
    expect(action.external).toMatchObject({
      system: 'bitrix24',
      id: String(task?.id),
      sync_status: 'synced',
    });
    expect(FITTING[action.status]).toContain(task?.status);
    expect(task?.title).toBe(action.title);
    expect(Math.floor(Date.parse(action.due_at) / 1000)).toBe(Date.parse(task?.deadline ?? '') / 1000);
    const owner = portal.portal.user(task?.responsibleId ?? 0)?.email.split('@')[0];
    expect(owner).toBe(action.owner.username);
    return { action, task: task as NonNullable<typeof task> };
  }, withinMs);

test('an action is a task, both ways, from its opening to its verification', async () => {
  const id = await anAction('Заменить шланг');
  const { task } = await equal(id);
  expect((await mechanic.post(`/actions/${id}/start`)).status).toBe(200);
  await eventually(() => expect(tasksOf(id)[0]?.status).toBe(3));
  await mechanic.post(`/actions/${id}/comment`, { text: 'Жду шланг' });
  await eventually(() =>
    expect(
      portal.portal
        .messagesOf(task.id)
        .map((one) => one.text)
        .join(),
    ).toContain('Жду шланг'),
  );

  portal.desk.say(task.id, task.responsibleId, 'Шланг приехал');
  portal.desk.change(task.id, { status: 4 });
  await eventually(async () => expect((await actionOf(id)).status).toBe('done'));
  const comments = (await master.get(`/actions/${id}/comments`)).body.items;
  expect(comments.map((one: { text: string }) => one.text)).toEqual(['Жду шланг', 'Шланг приехал']);
  expect((await master.post(`/actions/${id}/verify`, {})).body.status).toBe('verified');
  await eventually(() => expect(tasksOf(id)[0]?.status).toBe(5));
  await equal(id);
  const { body } = await admin.get(`/integrations/bitrix/calls?action_id=${id}&limit=200`);
  expect(JSON.stringify(body)).not.toContain('thesecretofthewebhook');
  expect(JSON.stringify(body)).not.toContain(APPLICATION_TOKEN);
  expect(body.items.map((one: { method: string }) => one.method)).toEqual(
    expect.arrayContaining(['tasks.task.add', 'ONTASKUPDATE', 'tasks.task.get']),
  );
  expect((await master.get('/integrations/bitrix/calls')).status).toBe(403);
});

test('replies lost after their effect, storms of 429, 503 and 500 make neither a second task nor a difference', async () => {
  const before = injected();
  const ids: string[] = [];
  const { faults } = portal.faults;
  for (let n = 0; n < 12; n++) {
    const more = { dropReplies: faults.dropReplies + 3, serverErrors: faults.serverErrors + 2 };
    const limits = {
      queryLimits: faults.queryLimits + 1,
      operationLimits: faults.operationLimits + (n === 6 ? 1 : 0),
    };
    // Every third the reply to the very creation is lost.
    portal.faults.set({ ...more, ...limits, dropMethod: n % 3 === 2 ? 'tasks.task.add' : null });
    const id = await anAction(`Сбой ${n}`);
    ids.push(id);
    await mechanic.post(`/actions/${id}/start`);
    await mechanic.post(`/actions/${id}/comment`, { text: `Комментарий ${n}` });
  }
  portal.faults.set({ dropMethod: null });
  await eventually(
    () => expect(faults.dropReplies + faults.serverErrors + faults.queryLimits).toBe(0),
    120_000,
  );
  for (const id of ids) {
    const { task } = await equal(id, 120_000);
    expect(portal.portal.messagesOf(task.id)).toHaveLength(1);
  }
  const count = injected() - before;
  console.info(`faults injected: ${count}`, portal.faults.injected);
  expect(count).toBeGreaterThanOrEqual(70);
}, 300_000);

test('events told twice, out of order, or never change nothing in the end', async () => {
  const id = await anAction('Проверить манометр');
  const { task } = await equal(id);
  portal.faults.set({ duplicateEvents: 10, reorderEvents: 4 });
  portal.desk.move(task.id, 'start');
  portal.desk.change(task.id, { deadline: '2032-01-02T03:04:05.000Z' });
  portal.desk.say(task.id, task.responsibleId, 'Первое');
  portal.desk.say(task.id, task.responsibleId, 'Второе');
  portal.desk.change(task.id, { deadline: '2032-02-03T04:05:06.000Z' });
  portal.events.flush();
  await eventually(async () =>
    expect(await actionOf(id)).toMatchObject({ status: 'in_progress', due_at: '2032-02-03T04:05:06.000Z' }),
  );
  await equal(id);
  const comments = (await master.get(`/actions/${id}/comments`)).body.items;
  expect(comments.map((one: { text: string }) => one.text)).toEqual(['Первое', 'Второе']);

  portal.faults.set({ duplicateEvents: 0, loseEvents: 5 });
  portal.desk.change(task.id, { deadline: '2033-01-01T00:00:00.000Z' });
  await product.temporal.client.workflow.execute('bitrixReconcileWorkflow', {
    ...{ workflowId: `reconcile-${id}`, taskQueue: 'checks' },
  });
  await eventually(async () => expect((await actionOf(id)).due_at).toBe('2033-01-01T00:00:00.000Z'));
  await equal(id);
  portal.faults.set({ loseEvents: 0 });
});

test('while the portal is down work goes on here, and everything is carried over when it is back', async () => {
  const known = await anAction('До сбоя');
  const { task } = await equal(known);
  const before = injected();
  portal.faults.set({ down: true });
  const fresh = await anAction('Во время сбоя');
  expect((await mechanic.post(`/actions/${known}/start`)).body.status).toBe('in_progress');
  expect((await mechanic.post(`/actions/${fresh}/done`, { comment: 'Сделано' })).body.status).toBe('done');
  portal.desk.say(task.id, task.responsibleId, 'Написано во время сбоя');
  await eventually(() => expect(injected() - before).toBeGreaterThan(4));
  expect((await actionOf(fresh)).external).toMatchObject({ id: null, sync_status: 'pending' });
  portal.faults.set({ down: false });
  await equal(known, 90_000);
  const { task: late } = await equal(fresh, 90_000);
  expect(late.status).toBe(4);
  await eventually(async () =>
    expect((await master.get(`/actions/${known}/comments`)).body.items).toHaveLength(1),
  );
}, 240_000);

test('a task deleted there is told to a person, who has it made anew with one press', async () => {
  const id = await anAction('Удалённая');
  const { task } = await equal(id);
  portal.desk.remove(task.id);
  const lost = await eventually(async () => {
    const { external } = await actionOf(id);
    expect(external.sync_status).toBe('failed');
    return external;
  });
  expect(lost.sync_error).toContain('удалили');
  expect((await master.post(`/actions/${id}/sync`)).status).toBe(200);
  const anew = await equal(id);
  expect(anew.task.id).not.toBe(task.id);
});

test('a worker that is stopped in the middle of a storm leaves one task for each action', async () => {
  portal.faults.set({ dropReplies: 6, dropMethod: 'tasks.task.add', delayMs: 50 });
  const ids = await Promise.all([1, 2, 3, 4].map((n) => anAction(`Остановка ${n}`)));
  await eventually(() => expect(ids.flatMap(tasksOf).length).toBeGreaterThan(0));
  await product.workers.stop();
  await product.workers.start();
  for (const id of ids) await mechanic.post(`/actions/${id}/start`);
  // What a worker had taken when it stopped is given to another after the two minutes that it had for it.
  for (const id of ids) await equal(id, 200_000);
}, 300_000);

test('what is told without the token, or is no event, is not believed; a stranger event is heard in silence', async () => {
  const tell = async (form: Record<string, string>) => {
    const body = new URLSearchParams(form);
    const reply = await fetch(`${product.url}/webhook/bitrix`, { method: 'POST', body });
    return reply.status;
  };
  const token = { 'auth[application_token]': APPLICATION_TOKEN };
  const event = { event: 'ONTASKUPDATE', 'data[FIELDS_AFTER][ID]': '999999', ts: '1' };
  expect(await tell({ ...event, 'auth[application_token]': 'another' })).toBe(401);
  expect(await tell(event)).toBe(401);
  expect(await tell({ ...token, event: 'ONTASKUPDATE' })).toBe(400);
  expect(await tell({ ...token, event: 'ONCRMLEADADD', 'data[FIELDS][ID]': '1' })).toBe(400);
  expect(await tell({ ...token, ...event })).toBe(200);
  expect(await tell({ ...token, ...event, junk: 'x'.repeat(1_100_000) })).toBe(413);
  const json = await fetch(`${product.url}/webhook/bitrix`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
  });
  expect(json.status).toBe(415);
});
