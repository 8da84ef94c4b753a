import type { Sample } from '../startSample';
import { type Plant, aPlant, asker } from './aPlant';

let plant: Plant;
let sample: Sample;
let ask: ReturnType<typeof asker>;

beforeAll(async () => {
  plant = await aPlant();
  sample = await plant.serve();
  ask = asker(sample);
});
afterAll(async () => {
  await sample?.stop();
  await plant?.database.close();
});

const QUERY = `query ($first: Int) { checks(first: $first) { edges { node {
  id title executor { id fullName username email role { name } supervisor { fullName } area { name } }
  area { name parent { name } } template { name structure createdBy { fullName } } structure
  answers { questionId value answeredBy { fullName } files { id } }
  comments { text author { username } files { id name } }
  reports(first: 5) { id downloadUrl check { id } }
  timeline(first: 3) { edges { node { kind text } } }
  may
} } } }`;

/** Each with a template, an executor and a place of its own, so that no cache hides a statement. */
async function aFullCheck(n: number): Promise<void> {
  const { build, aCheck, answer, comment, aPicture, aReport, line } = plant;
  const area_id = await build.anArea({ parent_id: line, name: `Пост ${n}` });
  const boss = await build.aUser({ role: 'supervisor', area_id });
  const worker = await build.aUser({ area_id, supervisor_id: boss.user_id });
  const template = await build.aTemplate({ created_by: boss.user_id });
  const id = await aCheck(worker, template.id);
  await answer(worker, id, 'horn', true);
  await comment(worker, id, 'Осмотрено', [await aPicture(worker, id)]);
  await aReport(id);
}

async function statementsOf(first: number): Promise<string[]> {
  const statements: string[] = [];
  const note = ({ sql }: { sql: string }) => void statements.push(sql);
  const { pool } = plant.database.db;
  pool.on('query', note);
  const { body } = await ask(plant.admin, QUERY, { variables: { first } });
  pool.removeListener('query', note);
  expect(body.errors).toBeUndefined();
  expect(body.data.checks.edges).toHaveLength(first);
  const { node } = body.data.checks.edges[0];
  expect([node.answers, node.comments, node.reports].map((list) => list.length)).toEqual([1, 1, 1]);
  expect(node.timeline.edges).toHaveLength(3);
  return statements;
}

test('fifty checks with all that belongs to them take as many statements as two', async () => {
  for (let n = 0; n < 2; n++) await aFullCheck(n);
  const few = await statementsOf(2);
  for (let n = 2; n < 52; n++) await aFullCheck(n);
  const many = await statementsOf(50);
  expect(many).toHaveLength(few.length);
  expect(few.length).toBeGreaterThan(5);
  expect(few.length).toBeLessThan(20);
});
