import { v7 as uuidv7 } from 'uuid';
import type { UserActor } from '../../../domain/actor';
import { summarise } from '../../../services/analytics/summarise';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { refusalOf } from '../../support/refusal';
import { as, testServices } from '../../support/services';

let database: TestDatabase;
let build: ReturnType<typeof createBuilders>;
let planner: UserActor;
let manager: UserActor;
let executor: UserActor;
let template: string;
let shop: string;
let line: string;
let yard: string;

const at = (text: string): Date => new Date(text);

beforeAll(async () => {
  database = await testDatabase();
  build = createBuilders(database.db);
  shop = await build.anArea({ name: 'Цех', time_zone: 'Asia/Vladivostok' });
  line = await build.anArea({ name: 'Линия', parent_id: shop, time_zone: 'Asia/Vladivostok' });
  yard = await build.anArea({ name: 'Двор', time_zone: 'UTC' });
  planner = await build.aUser({ role: 'manager' });
  manager = await build.aUser({ role: 'manager', area_id: shop });
  executor = await build.aUser({ area_id: line });
  template = (await build.aTemplate({ name: 'Погрузчик' })).id;

  await aCheck(line, { status: 'completed', verdict: 'pass', submitted_at: '2026-03-01T12:00:00Z' });
  await aCheck(
    line,
    { status: 'completed', verdict: 'fail', submitted_at: '2026-03-01T23:00:01Z' },
    { horn: [true, false], brakes: [false] },
  );
  await aCheck(shop, { status: 'missed' });
  await aCheck(shop, { status: 'open' });
  await aCheck(
    yard,
    { status: 'submitted', submitted_at: '2026-03-01T12:00:00Z' },
    { horn: [false], brakes: [false] },
  );
  await aCheck(null, { status: 'cancelled' });
  await aCheck(yard, { status: 'open', created_at: '2026-04-01T00:00:00Z' });
});
afterAll(() => database?.close());

/** Each question's answers, the last of which stands; `false` fails. */
async function aCheck(
  area_id: string | null,
  over: { status: string; verdict?: string; submitted_at?: string; created_at?: string },
  answers: Record<string, boolean[]> = {},
): Promise<void> {
  const id = uuidv7();
  await database.db.pool('checks').insert({
    ...{
      id,
      template_id: template,
      template_version: 1,
      title: 'Обход',
      executor_id: executor.user_id,
      area_id,
    },
    ...{
      due_at: at('2026-03-01T23:00:00Z'),
      armed_at: at('2026-03-01T15:00:00Z'),
      created_at: at('2026-03-01T15:00:00Z'),
    },
    ...over,
  });
  let seq = 1;
  for (const [question_id, values] of Object.entries(answers)) {
    for (const [index, value] of values.entries()) {
      await database.db.pool('answers').insert({
        ...{
          check_id: id,
          question_id,
          revision: index + 1,
          seq: seq++,
          value: JSON.stringify(value),
          failed: !value,
        },
        ...{ answered_at: new Date(), answered_by: executor.user_id },
      });
    }
  }
}

const MARCH = { from: at('2026-03-01T00:00:00Z'), to: at('2026-04-01T00:00:00Z') };
const summaryOf = (actor: UserActor, request: object = MARCH) =>
  summarise(as(actor, testServices(database.db)), request);

test('the checks of a period are counted, by area, by the day of their place, and by what failed most', async () => {
  const { by_area, by_day, top_failed, late_by_area, ...totals } = await summaryOf(planner);
  expect(totals).toEqual({
    ...{ checks: 6, completed: 2, passed: 1, pass_rate: 0.5, overdue: 1, missed: 1 },
    // Two of the five that were to be done; the cancelled one was not.
    ...{ to_be_done: 5, late: 3, on_time_rate: 0.4 },
  });
  expect(
    by_area.map(({ name, checks, passed, on_time_rate }) => [name, checks, passed, on_time_rate]),
  ).toEqual([
    ['Линия', 2, 1, 0.5],
    ['Цех', 2, 0, 0],
    ['Двор', 1, 0, 1],
    [null, 1, 0, null],
  ]);
  expect(by_day.map(({ day, checks }) => [day, checks])).toEqual([
    ['2026-03-01', 2],
    ['2026-03-02', 4],
  ]);
  expect(top_failed).toMatchObject([
    { question_id: 'brakes', text: 'Тормоза держат?', template_name: 'Погрузчик', failed: 2, answered: 2 },
    { question_id: 'horn', failed: 2, answered: 2 },
  ]);
});

test('lateness is told by area and day, and by week where the period is long', async () => {
  const { late_by_area } = await summaryOf(planner);
  expect(late_by_area).toMatchObject({
    step: 'day',
    items: [
      { name: 'Двор', since: '2026-03-01', to_be_done: 1, late: 0 },
      { name: 'Линия', since: '2026-03-02', to_be_done: 2, late: 1 },
      { name: 'Цех', since: '2026-03-02', to_be_done: 2, late: 2 },
    ],
  });
  const long = await summaryOf(planner, { ...MARCH, to: at('2026-04-01T00:00:00.001Z') });
  expect(long.late_by_area.step).toBe('week');
  expect(long.late_by_area.items.map(({ name, since }) => [name, since])).toEqual([
    ['Двор', '2026-02-23'],
    ['Двор', '2026-03-30'],
    ['Линия', '2026-03-02'],
    ['Цех', '2026-03-02'],
  ]);
});

test('a caller counts what lies in their area; filters take in what lies below', async () => {
  expect(await summaryOf(manager)).toMatchObject({ checks: 4 });
  expect(await summaryOf(planner, { ...MARCH, area_id: shop })).toMatchObject({ checks: 4 });
  expect(await summaryOf(planner, { ...MARCH, area_id: line })).toMatchObject({ checks: 2 });
  expect(await summaryOf(manager, { ...MARCH, area_id: yard })).toMatchObject({
    checks: 0,
    pass_rate: null,
    top_failed: [],
  });
  expect(await summaryOf(planner, { ...MARCH, template_id: uuidv7() })).toMatchObject({ checks: 0 });
});

test('without the permission nothing is counted, and a year is the longest period', async () => {
  expect(await refusalOf(summaryOf(executor))).toMatchObject({ code: 'access.denied' });
  expect(
    await summaryOf(planner, { from: at('2026-01-01T00:00:00Z'), to: at('2027-01-02T00:00:00Z') }),
  ).toMatchObject({ checks: 7 });
  const tooLong = summaryOf(planner, {
    from: at('2026-01-01T00:00:00Z'),
    to: at('2027-01-02T00:00:00.001Z'),
  });
  expect(await refusalOf(tooLong)).toMatchObject({ details: { faults: [{ code: 'analytics.span' }] } });
});
