import type { TestProduct } from '../support/product';
import { quietTemporal } from '../support/temporal';
import { REFUSAL_CASES } from './refusalCases';
import {
  asking,
  body,
  clients,
  closed,
  open,
  questions,
  setRefusalStage,
  submitted,
  template,
} from './refusalStage';

let product: TestProduct;

beforeAll(async () => {
  quietTemporal();
  product = await setRefusalStage();
}, 120_000);
afterAll(() => product?.stop());

describe.each(Object.entries(REFUSAL_CASES))('%s', (_subject, rows) => {
  test.each(rows)('%s is refused', async (_what, ask, status, code) => {
    const [ru, en] = [await ask('ru'), await ask('en')];
    for (const reply of [ru, en]) {
      expect([reply.status, reply.body.code]).toEqual([status, code]);
      expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(reply.body).toMatchObject({
        type: `urn:proverka:problem:${code}`,
        status,
        request_id: expect.any(String),
      });
    }
    expect(`${ru.body.title} ${ru.body.detail}`).toMatch(/[а-яё]/i);
    expect(`${en.body.title} ${en.body.detail}`.replace(/«[^»]*»|“[^”]*”|"[^"]*"/g, '')).not.toMatch(
      /[а-яё]/i,
    );
  });
});

test('the refusals have changed nothing', async () => {
  const seen = async (id: string) => (await clients.manager.ru.get(`/checks/${id}`)).body;
  expect(await seen(open)).toMatchObject({ status: 'open', answers: {}, revision: expect.any(Number) });
  expect(await seen(submitted)).toMatchObject({ status: 'submitted' });
  expect(await seen(closed)).toMatchObject({ status: 'completed', verdict: 'pass' });
});

test('all faults of a body are told at once, and a taken name with the template to PUT', async () => {
  const bad = await clients.manager.en.post(
    '/templates/',
    asking({ ...questions[0], id: 'A B' }, { ...questions[1], min: 90, max: 10 }),
  );
  expect([bad.status, bad.body.code]).toEqual([422, 'template.invalid']);
  expect(bad.body.errors.map((fault: { path: string }) => fault.path)).toEqual(
    expect.arrayContaining(['/structure/sections/0/questions/0/id', '/structure/sections/0/questions/1/min']),
  );
  const twin = await clients.manager.en.post('/templates/', body());
  expect(twin.body.id).toBe(template.id);
});
