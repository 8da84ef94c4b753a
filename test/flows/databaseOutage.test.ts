import { randomUUID } from 'node:crypto';
import { auditFaults } from '../../bench/invariants/audit';
import { type ApiReply, apiClient } from '../support/client';
import { eventually } from '../support/eventually';
import { testParts } from '../support/parts';
import { type TestProduct, startProduct } from '../support/product';
import { PASSWORD, signedIn } from '../support/signedIn';
import { quietTemporal } from '../support/temporal';
import { type Wire, aWireTo } from '../support/wire';

let wire: Wire;
let product: TestProduct;
let people: Awaited<ReturnType<typeof signedIn>>;
let templateId: string;

beforeAll(async () => {
  quietTemporal();
  wire = await aWireTo(testParts().database.appUrl);
  product = await startProduct({ databaseVia: wire.through });
  people = await signedIn(product);
  const { id } = await product.build.aTemplate({ settings: { reminders: [], report_formats: [] } });
  templateId = id;
}, 120_000);
afterEach(async () => {
  wire.mend();
  await eventually(async () => expect(await auditFaults(product.database.db.pool)).toEqual([]));
});
afterAll(async () => {
  await product?.stop();
  await wire?.close();
});

async function aCheck(dueInMs = 3_600_000): Promise<string> {
  const { status, body } = await people.manager.post('/checks/', {
    template_id: templateId,
    executor_id: people.executorId,
    due_at: new Date(Date.now() + dueInMs).toISOString(),
  });
  expect(status).toBe(201);
  return body.id;
}

async function anAnsweredCheck(): Promise<string> {
  const id = await aCheck();
  for (const question_id of ['horn', 'brakes'])
    await people.executor.post(`/checks/${id}/answer`, { question_id, value: true });
  return id;
}

const story = async (id: string): Promise<string[]> =>
  product.database.db.pool('check_events').where({ check_id: id }).orderBy('seq').pluck('kind');
const revisions = (id: string) => product.database.db.pool('answers').where({ check_id: id }).orderBy('seq');
const isDone = (id: string) =>
  eventually(async () => {
    const { status } = await product.temporal.client.workflow.getHandle(`check-${id}`).describe();
    expect(status.name).toBe('COMPLETED');
  });

function expectRefusedForNow({ status, headers, body }: ApiReply): void {
  expect([status, body.code]).toEqual([503, 'service.unavailable']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
}

test('without the database every request is told to come back, and afterwards it can be repeated', async () => {
  const id = await anAnsweredCheck();
  const falling = await aCheck(1_500);
  wire.cut();
  const answer = { question_id: 'horn', value: false, client_id: randomUUID() };
  const submit = () => people.executor.post(`/checks/${id}/submit`);
  const others = [
    () => people.executor.get(`/checks/${id}`),
    () => people.executor.post(`/checks/${id}/answer`, answer),
    () => people.executor.post(`/checks/${id}/comment`, { text: 'Масло' }),
    () => people.manager.post('/checks/', { template_id: templateId, executor_id: people.executorId }),
    () => apiClient(product.url).post('/auth/login', { username: 'manager', password: PASSWORD }),
  ];
  for (const reply of await Promise.all([submit, ...others].map((ask) => ask()))) expectRefusedForNow(reply);
  const due = Date.now() + 2_000;
  await eventually(() => expect(Date.now()).toBeGreaterThan(due));
  wire.mend();

  await eventually(async () => expect(await story(falling)).toEqual(['opened', 'overdue', 'escalated']));
  const again = await Promise.all(others.map((ask) => ask()));
  expect(again.map(({ status }) => status)).toEqual([200, 200, 201, 201, 200]);
  expect((await submit()).body).toMatchObject({
    status: 'completed',
    verdict: 'fail',
  });
  await isDone(id);
}, 90_000);

test('a command on its way when the database goes is answered, not kept hanging, and is carried out at most once', async () => {
  const id = await anAnsweredCheck();
  const sent = product.temporal.command({ check_id: id }, 'submitCheck', randomUUID(), {
    by: { user_id: people.executorId },
  });
  wire.cut();
  await expect(sent).rejects.toMatchObject({ code: 'service.unavailable' });
  wire.mend();
  await eventually(async () => expect(await story(id)).toContain('completed'), 60_000);
  await isDone(id);
  expect(await story(id)).toEqual(['opened', 'started', 'submitted', 'completed']);
}, 90_000);

test('an answer committed whose caller got no word of it is there once, and its repeat gets the receipt', async () => {
  const id = await aCheck();
  const answer = { question_id: 'horn', value: true, client_id: randomUUID() };
  const before = wire.lost();
  wire.loseReplyTo('COMMIT');
  expectRefusedForNow(await people.executor.post(`/checks/${id}/answer`, answer));
  expect(wire.lost()).toBe(before + 1);
  const receipt = await people.executor.post(`/checks/${id}/answer`, answer);
  expect(receipt.body).toMatchObject({ question_id: 'horn', revision: 1 });
  expect(await revisions(id)).toHaveLength(1);
});

test('the same in a batch: none is doubled, with or without a client_id', async () => {
  const id = await aCheck();
  const answers = ['horn', 'brakes'].map((question_id) => ({ question_id, value: true }));
  wire.loseReplyTo('COMMIT');
  const { status, body } = await people.executor.post(`/checks/${id}/answers`, { answers });
  expect(status === 503 || body.results.every((result: { status: number }) => result.status === 503)).toBe(
    true,
  );
  expect((await revisions(id)).map(({ question_id, revision }) => [question_id, revision])).toEqual([
    ['horn', 1],
    ['brakes', 1],
  ]);
});

test('a submit committed whose process got no word of it is carried out once, and the caller hears yes', async () => {
  const id = await anAnsweredCheck();
  const before = wire.lost();
  wire.loseReplyTo('audit_append', 'COMMIT');
  const { status, body } = await people.executor.post(`/checks/${id}/submit`);
  expect(wire.lost()).toBe(before + 1);
  expect([status, body.status]).toEqual([200, 'completed']);
  expect(await story(id)).toEqual(['opened', 'started', 'submitted', 'completed']);
  await isDone(id);
});
