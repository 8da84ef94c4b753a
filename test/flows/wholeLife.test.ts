import { setTimeout as sleep } from 'node:timers/promises';
import { createUser } from '../../services/auth/createUser';
import { seedRoles } from '../../services/auth/seedRoles';
import { type ApiClient, apiClient } from '../support/client';
import { eventually } from '../support/eventually';
import { type TestProduct, startProduct } from '../support/product';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
let executor: ApiClient;
let supervisor: ApiClient;
let executorId: string;

beforeAll(async () => {
  quietTemporal();
  product = await startProduct({ reports: true });
  const { services, build } = product;
  await seedRoles(services);
  const area_id = await build.anArea({ name: 'Цех 1' });
  const supervisor_id = await createUser(services, {
    username: 'master',
    full_name: 'Ольга Мастерова',
    password: 'correct horse battery',
    role: 'manager',
    area_id,
  });
  executorId = await createUser(services, {
    username: 'worker',
    full_name: 'Иван Рабочий',
    password: 'correct horse battery',
    role: 'executor',
    area_id,
    supervisor_id,
  });
  const signIn = async (username: string) => {
    const { status, body } = await apiClient(product.url).post('/auth/login', {
      username,
      password: 'correct horse battery',
    });
    expect(status).toBe(200);
    return apiClient(product.url, body.access_token);
  };
  executor = await signIn('worker');
  supervisor = await signIn('master');
}, 120_000);
afterAll(() => product?.stop());

test('a check is opened, becomes overdue, is answered, submitted, returned, accepted and reported', async () => {
  const created = await supervisor.post('/templates/', {
    name: 'Погрузчик перед сменой',
    structure: {
      sections: [
        {
          id: 'main',
          title: 'Осмотр',
          questions: [
            {
              id: 'brakes',
              type: 'yes_no',
              text: 'Тормоза держат?',
              critical: true,
              on_fail: { require_comment: true, notify: ['supervisor'] },
            },
            {
              id: 'charge',
              type: 'number',
              text: 'Заряд',
              unit: '%',
              min: 20,
              max: 100,
              limit_min: 0,
              limit_max: 100,
            },
          ],
        },
      ],
    },
    settings: {
      due_in: 'PT8H',
      review: 'supervisor',
      reminders: [],
      report_formats: ['PDF', 'HTML', 'JSON'],
    },
  });
  expect(created.body).toMatchObject({ version: 1, status: 'active' });
  const opened = await supervisor.post('/checks/', {
    template_id: created.body.id,
    executor_id: executorId,
    due_at: new Date(Date.now() + 2_000).toISOString(),
  });
  expect(opened.status).toBe(201);
  const path = `/checks/${opened.body.id}`;
  expect((await executor.get(path)).body.may).toEqual(['answer', 'comment', 'submit', 'decline']);

  await eventually(async () => {
    const { body } = await executor.get(path);
    expect(body).toMatchObject({ overdue: true, escalation_level: 1 });
  });

  expect((await executor.post(`${path}/answer`, { question_id: 'brakes', value: false })).body).toMatchObject(
    { failed: true, status: 'in_progress' },
  );
  const incomplete = await executor.post(`${path}/submit`);
  expect(incomplete.status).toBe(409);
  expect(
    incomplete.body.errors.map((fault: { path: string; code: string }) => [fault.path, fault.code]),
  ).toEqual([
    ['/answers/brakes', 'answer.comment_required'],
    ['/answers/charge', 'answer.missing'],
  ]);
  await executor.post(`${path}/comment`, { question_id: 'brakes', text: 'Педаль проваливается' });
  await executor.post(`${path}/answer`, { question_id: 'charge', value: 80 });
  const submitted = await executor.post(`${path}/submit`);
  expect(submitted.status).toBe(200);
  expect(submitted.body).toMatchObject({ status: 'submitted', verdict: 'fail', score: 50 });

  expect((await executor.post(`${path}/review`, { decision: 'accept' })).status).toBe(403);
  const returned = await supervisor.post(`${path}/review`, {
    decision: 'return',
    reason: 'Приложите фото',
    due_at: new Date(Date.now() + 3_600_000).toISOString(),
  });
  expect(returned.body).toMatchObject({
    status: 'in_progress',
    overdue: false,
    escalation_level: 0,
    score: null,
  });
  await executor.post(`${path}/submit`);
  const accepted = await supervisor.post(`${path}/review`, { decision: 'accept' });
  expect(accepted.body).toMatchObject({ status: 'completed', verdict: 'fail' });

  const reports = await eventually(async () => {
    const { body } = await supervisor.get(`/reports/?check_id=${opened.body.id}`);
    expect(body.items.map((report: { status: string }) => report.status)).toEqual([
      'ready',
      'ready',
      'ready',
    ]);
    return body.items;
  }, 60_000);
  for (const report of reports) {
    const file = await fetch(report.download_url);
    expect(file.status).toBe(200);
    expect((await file.arrayBuffer()).byteLength).toBe(report.size_bytes);
  }
  const { body: timeline } = await supervisor.get(`${path}/timeline`);
  expect(timeline.items.map((item: { kind: string }) => item.kind)).toEqual([
    'opened',
    'overdue',
    'escalated',
    'started',
    'answered',
    'commented',
    'answered',
    'submitted',
    'returned',
    'submitted',
    'accepted',
    'completed',
    'report_ready',
    'report_ready',
    'report_ready',
  ]);
  await sleep(0);
}, 120_000);
