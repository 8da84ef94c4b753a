import { ensureMaintenance } from '../../clients/maintenance';
import { createUser } from '../../services/auth/createUser';
import { seedRoles } from '../../services/auth/seedRoles';
import { type ApiClient, apiClient } from '../support/client';
import { type TestProduct, startProduct } from '../support/product';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
let auditor: ApiClient;
let executor: ApiClient;

beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  await seedRoles(product.services);
  const password = 'correct horse battery';
  await createUser(product.services, {
    username: 'auditor',
    full_name: 'Анна Аудитор',
    password,
    role: 'auditor',
  });
  await createUser(product.services, {
    username: 'worker',
    full_name: '=cmd|calc',
    password,
    role: 'executor',
  });
  const signIn = async (username: string) => {
    const { body } = await apiClient(product.url).post('/auth/login', { username, password });
    return apiClient(product.url, body.access_token);
  };
  [auditor, executor] = [await signIn('auditor'), await signIn('worker')];
});
afterAll(() => product?.stop());

test('the daily schedule signs the head into S3, and the auditor sees that the chain still runs through it', async () => {
  const { client } = product.temporal;
  await ensureMaintenance(client);
  await ensureMaintenance(client);
  const { spec } = await client.schedule.getHandle('audit-anchor').describe();
  expect(spec.calendars).toHaveLength(1);
  const name = await client.workflow.execute('auditAnchorWorkflow', {
    workflowId: 'audit-anchor-now',
    taskQueue: 'checks',
  });
  expect(await product.services.storage.list('audit-anchors/')).toEqual([name]);
  const { status, body } = await auditor.get('/audit/verify');
  expect(status).toBe(200);
  expect(body).toMatchObject({ ok: true, first_bad_seq: null, anchors: { checked: 1, first_bad: null } });
  expect(body.anchors.public_key).toContain('BEGIN PUBLIC KEY');
});

test('the log leaves as CSV that a spreadsheet cannot take for formulas, and only those who may see it get it', async () => {
  const { status, headers, body } = await auditor.get('/audit/export?entity_type=user');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/csv');
  const lines = (body as string).trim().split('\n');
  expect(lines[0]).toContain('seq,timestamp,actor_kind');
  expect(lines).toHaveLength(3);
  expect(body).not.toMatch(/(^|,)[=+@-]/m);
  expect((await executor.get('/audit/export')).status).toBe(403);
  expect((await executor.get('/audit/verify')).status).toBe(403);
  expect((await auditor.get('/audit/verify?from_seq=0')).status).toBe(400);
});
