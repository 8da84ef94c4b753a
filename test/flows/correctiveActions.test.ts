import { setTimeout as sleep } from 'node:timers/promises';
import { createUser } from '../../services/auth/createUser';
import { seedRoles } from '../../services/auth/seedRoles';
import { aJpeg } from '../clients/pictures';
import { type ApiClient, apiClient } from '../support/client';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
let worker: ApiClient;
let mechanic: ApiClient;
let master: ApiClient;
const ids: Record<string, string> = {};

beforeAll(async () => {
  quietTemporal();
  product = await startProduct({ reports: true });
  const { services, build } = product;
  await seedRoles(services);
  const area_id = await build.anArea({ name: 'Цех 1' });
  const aPerson = async (username: string, role: string, supervisor_id?: string): Promise<ApiClient> => {
    ids[username] = await createUser(services, {
      ...{ username, full_name: username, password: PASSWORD, role, area_id },
      ...(supervisor_id && { supervisor_id }),
    });
    const { body } = await apiClient(product.url).post('/auth/login', { username, password: PASSWORD });
    return apiClient(product.url, body.access_token);
  };
  master = await aPerson('master', 'manager');
  worker = await aPerson('worker', 'executor', ids.master);
  mechanic = await aPerson('mechanic', 'executor', ids.master);
}, 120_000);
afterAll(() => product?.stop());

const action = (over: object = {}) => ({
  ...{ title: 'Отремонтировать тормоза', priority: 'high', due_in: 'PT4H', owner: `user:${ids.mechanic}` },
  ...over,
});

async function aCheck(settings: object = {}, brakes: object = {}): Promise<string> {
  const { body: template } = await master.post('/templates/', {
    name: `Погрузчик ${Math.random()}`,
    structure: {
      sections: [
        {
          id: 'main',
          title: 'Осмотр',
          questions: [
            {
              ...{ id: 'brakes', type: 'yes_no', text: 'Тормоза держат?', critical: true },
              on_fail: { action: action(brakes) },
            },
            {
              ...{ id: 'horn', type: 'yes_no', text: 'Сигнал исправен?' },
              on_fail: { action: action({ title: 'Заменить сигнал', priority: 'low' }) },
            },
          ],
        },
      ],
    },
    settings: { reminders: [], report_formats: [], ...settings },
  });
  const opened = await master.post('/checks/', { template_id: template.id, executor_id: ids.worker });
  expect(opened.status).toBe(201);
  return opened.body.id;
}

const actionsOf = async (check: string, by = master) =>
  (await by.get(`/actions/?check_id=${check}`)).body.items;
const answer = (check: string, question_id: string, value: boolean) =>
  worker.post(`/checks/${check}/answer`, { question_id, value });
const noticesOf = async (client: ApiClient, id: string): Promise<string[]> =>
  (await client.get('/notices/')).body.items
    .filter((notice: { data: { action_id?: string } }) => notice.data.action_id === id)
    .map((notice: { kind: string }) => notice.kind);

async function aPhoto(client: ApiClient): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([await aJpeg({ width: 300, height: 200 })], { type: 'image/jpeg' }), 'a.jpg');
  return (await client.post('/files/', form)).body.id;
}

test('a critical failure becomes work at once, which takes a photo to be done and another person to be over; the report shows it', async () => {
  const check = await aCheck();
  await answer(check, 'horn', false);
  await answer(check, 'brakes', false);
  const [made] = await eventually(async () => {
    const items = await actionsOf(check, mechanic);
    expect(items).toHaveLength(1);
    return items;
  });
  expect(made).toMatchObject({
    check_id: check,
    question_id: 'brakes',
    origin: 'rule',
    title: 'Отремонтировать тормоза',
    owner: { id: ids.mechanic },
    status: 'open',
    evidence_required: true,
    external: null,
    may: ['start', 'done', 'comment'],
  });
  const path = `/actions/${made.id}`;
  expect((await worker.get(path)).status).toBe(200);
  const before = (await master.get(`/checks/${check}`)).body.revision;

  expect((await mechanic.post(`${path}/start`)).body).toMatchObject({ status: 'in_progress' });
  expect((await mechanic.post(`${path}/start`)).body.code).toBe('action.not_startable');
  expect((await master.post(`${path}/done`, {})).body.code).toBe('action.not_owner');
  expect((await mechanic.post(`${path}/done`, {})).body).toMatchObject({
    status: 409,
    code: 'action.evidence_required',
  });
  const stolen = await mechanic.post(`${path}/done`, { files: [await aPhoto(master)] });
  expect(stolen.body).toMatchObject({ status: 422, code: 'action.unknown_file' });
  const photo = await aPhoto(mechanic);
  const done = await mechanic.post(`${path}/done`, { comment: 'Колодки заменены', files: [photo] });
  expect(done.body).toMatchObject({ status: 'done', files: [{ id: photo }], may: ['comment'] });
  expect((await master.get(`/files/${photo}`)).status).toBe(302);
  expect((await mechanic.post(`${path}/verify`, {})).status).toBe(403);

  const returned = await master.post(`${path}/return`, { reason: 'Педаль мягкая' });
  expect(returned.body).toMatchObject({ status: 'returned' });
  expect((await mechanic.post(`${path}/done`, {})).body.code).toBe('action.evidence_required');
  const again = await mechanic.post(`${path}/done`, { files: [await aPhoto(mechanic)] });
  expect(again.body).toMatchObject({ status: 'done' });
  const verified = await master.post(`${path}/verify`, { comment: 'Проверено на месте' });
  expect(verified.body).toMatchObject({ status: 'verified', verified_by: ids.master, may: [] });
  expect((await master.post(`${path}/return`, { reason: 'ещё раз' })).body.code).toBe('action.closed');
  expect(await noticesOf(mechanic, made.id)).toEqual([
    'action_verified',
    'action_returned',
    'action_assigned',
  ]);
  expect(await noticesOf(master, made.id)).toEqual(['action_done', 'action_done']);

  expect((await worker.post(`/checks/${check}/submit`)).body).toMatchObject({ status: 'completed' });
  const all = await actionsOf(check);
  expect(all.map((one: { title: string; status: string }) => [one.title, one.status])).toEqual([
    ['Заменить сигнал', 'open'],
    ['Отремонтировать тормоза', 'verified'],
  ]);
  expect((await master.get(`/checks/${check}`)).body.revision).toBeGreaterThan(before + 5);
  const timeline = (await master.get(`/checks/${check}/timeline`)).body.items;
  expect(timeline.filter(({ kind }: { kind: string }) => kind === 'action_opened')).toHaveLength(2);
  const story = (await master.get(`${path}/timeline`)).body.items;
  expect(story.map(({ kind }: { kind: string }) => kind)).toEqual([
    ...['opened', 'started', 'commented', 'done', 'returned', 'done', 'commented', 'verified'],
  ]);
  expect(story[0].text).toContain('mechanic');

  const { body: report } = await master.post('/reports/generate', { check_id: check, format: 'JSON' });
  const ready = await eventually(async () => {
    const { body } = await master.get(`/reports/${report.id}`);
    expect(body.status).toBe('ready');
    return body;
  }, 60_000);
  const told = JSON.parse(await (await fetch(ready.download_url)).text());
  expect(told.actions).toMatchObject([
    { title: 'Отремонтировать тормоза', status: 'verified', owner: 'mechanic' },
    { title: 'Заменить сигнал', status: 'open' },
  ]);
}, 120_000);

test('an action that is late is escalated step by step, and done work that nobody verifies calls those who may', async () => {
  const check = await aCheck(
    {
      review_due_in: 'PT2S',
      reminders: ['PT1S'],
      escalation: [
        { after: 'PT0S', to: ['executor'] },
        { after: 'PT1S', to: ['supervisor'] },
      ],
    },
    { due_in: 'PT2S' },
  );
  await answer(check, 'brakes', false);
  const [made] = await eventually(async () => {
    const items = await actionsOf(check);
    expect(items[0]).toMatchObject({ overdue: true, escalation_level: 2 });
    return items;
  });
  expect(await noticesOf(mechanic, made.id)).toEqual([
    'action_overdue',
    'action_reminder',
    'action_assigned',
  ]);
  expect(await noticesOf(master, made.id)).toEqual(['action_escalation']);
  await mechanic.post(`/actions/${made.id}/done`, { files: [await aPhoto(mechanic)] });
  await eventually(async () => {
    const { body } = await master.get(`/actions/${made.id}`);
    expect(body).toMatchObject({ status: 'done', overdue: false, escalation_level: 4 });
  });
  expect(await noticesOf(master, made.id)).toEqual([
    ...['action_verify_overdue', 'action_verify_overdue', 'action_done', 'action_escalation'],
  ]);
  const moved = await master.patch(`/actions/${made.id}`, {
    due_at: new Date(Date.now() + 60_000).toISOString(),
  });
  expect(moved.body.code).toBe('action.done');
});

test('an action by hand is changed, handed over and cancelled with a reason; a command sent twice is carried out once', async () => {
  const due_at = new Date(Date.now() + 3_600_000).toISOString();
  const { status, body: made } = await master.post('/actions/', {
    ...{ title: 'Убрать пролив', priority: 'medium', owner_id: ids.mechanic, due_at },
  });
  expect([status, made.status, made.check_id]).toEqual([201, 'open', null]);
  const path = `/actions/${made.id}`;
  expect((await worker.get(path)).status).toBe(404);
  const handed = await master.patch(path, {
    owner_id: ids.worker,
    title: 'Убрать пролив масла',
    priority: 'high',
  });
  expect(handed.body).toMatchObject({
    owner: { id: ids.worker },
    title: 'Убрать пролив масла',
    priority: 'high',
  });
  expect((await mechanic.post(`${path}/start`)).status).toBe(404);
  const key = { 'idempotency-key': 'start-once' };
  const twice = await Promise.all([
    worker.post(`${path}/start`, {}, key),
    sleep(20).then(() => worker.post(`${path}/start`, {}, key)),
  ]);
  expect(twice.map((reply) => reply.status)).toContain(200);
  expect((await worker.post(`${path}/start`, {}, key)).status).toBe(200);
  expect((await master.patch(path, { status: 'cancelled' })).body.errors).toMatchObject([
    { path: '/reason' },
  ]);
  const cancelled = await master.patch(path, { status: 'cancelled', reason: 'Пролив уже убран' });
  expect(cancelled.body).toMatchObject({ status: 'cancelled', may: [] });
  expect((await worker.post(`${path}/comment`, { text: 'поздно' })).body.code).toBe('action.closed');
  expect((await master.post(`${path}/sync`)).body.code).toBe('action.not_external');
  const kinds = (await master.get(`${path}/timeline`)).body.items.map(({ kind }: { kind: string }) => kind);
  expect(kinds).toEqual(['opened', 'changed', 'started', 'cancelled']);
});
