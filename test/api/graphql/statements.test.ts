import { createAction } from '../../../services/actions/createAction';
import { createSchedule } from '../../../services/schedules/createSchedule';
import { as } from '../../support/services';
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
  id title schedule { name } slotAt executor { id fullName username email role { name } supervisor { fullName } area { name } }
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

const SCHEDULES = `query ($first: Int) { schedules(first: $first) { edges { node {
  id description executors { fullName } area { name parent { name } } createdBy { fullName } nextSlotAt may
  slots(first: 3) { edges { cursor node { slotAt local status cause executor { fullName } check { id } } } pageInfo { hasNextPage } }
} } } }`;

async function aSchedule(n: number): Promise<void> {
  const { build, services, admin, line } = plant;
  const area_id = await build.anArea({ parent_id: line, name: `Пролёт ${n}` });
  const worker = await build.aUser({ area_id });
  await createSchedule(as(admin, services), {
    ...{ name: `Обход ${n}`, cron_expression: '0 8 * * *', time_zone: 'Europe/Moscow', area_id },
    ...{ template_id: (await build.aTemplate()).id, executor_ids: [worker.user_id], assignment: 'each' },
  });
}

async function scheduleStatements(first: number): Promise<number> {
  let count = 0;
  const note = () => void count++;
  const { pool } = plant.database.db;
  pool.on('query', note);
  const { body } = await ask(plant.admin, SCHEDULES, { variables: { first } });
  pool.removeListener('query', note);
  expect(body.errors).toBeUndefined();
  expect(body.data.schedules.edges).toHaveLength(first);
  const [{ node }] = body.data.schedules.edges;
  expect(node).toMatchObject({
    description: 'В 08:00',
    area: { parent: { name: 'Линия' } },
    may: expect.any(Array),
  });
  expect(node.slots.edges).toHaveLength(3);
  expect(node.slots.edges[0].node).toMatchObject({
    status: 'planned',
    executor: { fullName: expect.any(String) },
  });
  return count;
}

test('fifty schedules with their slots take as many statements as two', async () => {
  for (let n = 0; n < 2; n++) await aSchedule(n);
  const few = await scheduleStatements(2);
  for (let n = 2; n < 52; n++) await aSchedule(n);
  expect(await scheduleStatements(50)).toBe(few);
  expect(few).toBeGreaterThan(3);
  expect(few).toBeLessThan(15);
});

const ACTIONS = `query ($first: Int) { actions(first: $first) { edges { node {
  id title status priority overdue owner { fullName area { name } } area { name parent { name } } files { id }
  check { id title actions { id owner { fullName } } } may
} } } }`;

async function anAction(n: number): Promise<void> {
  const { build, services, admin, line, aCheck } = plant;
  const area_id = await build.anArea({ parent_id: line, name: `Станок ${n}` });
  const owner = await build.aUser({ area_id });
  await createAction(as(admin, services), {
    ...{ title: `Починить ${n}`, priority: 'high', owner_id: owner.user_id },
    ...{ check_id: await aCheck(owner), due_at: new Date(Date.now() + 3_600_000).toISOString() },
  });
}

async function actionStatements(first: number): Promise<number> {
  let count = 0;
  const note = () => void count++;
  const { pool } = plant.database.db;
  pool.on('query', note);
  const { body } = await ask(plant.admin, ACTIONS, { variables: { first } });
  pool.removeListener('query', note);
  expect(body.errors).toBeUndefined();
  expect(body.data.actions.edges).toHaveLength(first);
  const [{ node }] = body.data.actions.edges;
  expect(node).toMatchObject({
    status: 'open',
    area: { parent: { name: 'Линия' } },
    check: { actions: [{ id: node.id, owner: { fullName: node.owner.fullName } }] },
    may: ['comment', 'update'],
  });
  return count;
}

test('fifty actions with their checks take as many statements as two', async () => {
  for (let n = 0; n < 2; n++) await anAction(n);
  const few = await actionStatements(2);
  for (let n = 2; n < 52; n++) await anAction(n);
  expect(await actionStatements(50)).toBe(few);
  expect(few).toBeLessThan(15);
});

test('a page of slots goes on behind the cursor of the one before', async () => {
  const { body } = await ask(plant.admin, '{ schedules(first: 1) { edges { node { id } } } }');
  const { id } = body.data.schedules.edges[0].node;
  const page = async (after: string | null) => {
    const query = `query ($id: ID!, $after: String) { schedule(id: $id) { slots(first: 2, after: $after, from: "2031-01-01T00:00:00Z", to: "2031-01-04T00:00:00Z")
      { edges { node { local } } pageInfo { hasNextPage endCursor } } } }`;
    const reply = await ask(plant.admin, query, { variables: { id, after } });
    return reply.body.data.schedule.slots;
  };
  const first = await page(null);
  const second = await page(first.pageInfo.endCursor);
  const locals = [first, second].flatMap(({ edges }) =>
    edges.map(({ node }: { node: { local: string } }) => node.local),
  );
  expect(locals).toEqual(['2031-01-01T08:00', '2031-01-02T08:00', '2031-01-03T08:00']);
  expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
});

test('the figures of a period come with the areas, days and questions that they are made of', async () => {
  const { body } = await ask(
    plant.manager,
    `query ($from: DateTime) { analytics(filter: { from: $from }) { checks passRate byArea { name checks } byDay { day checks } topFailed { text failed } } }`,
    { variables: { from: new Date(Date.now() - 86_400_000).toISOString() } },
  );
  expect(body.errors).toBeUndefined();
  const { checks, byArea, byDay } = body.data.analytics;
  const sum = (rows: { checks: number }[]) => rows.reduce((total, row) => total + row.checks, 0);
  expect(checks).toBeGreaterThan(50);
  expect([sum(byArea), sum(byDay)]).toEqual([checks, checks]);
});
