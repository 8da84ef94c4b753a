import type { Static } from '@sinclair/typebox';
import { v7 as uuidv7 } from 'uuid';
import { analyticsRoutes } from '../../../api/routes/analytics';
import { checkRoutes } from '../../../api/routes/checks';
import type { AnalyticsSummary } from '../../../api/schemas/analytics';
import type { CheckCounts, CheckList } from '../../../api/schemas/check';
import type { UserActor } from '../../../domain/actor';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testServices } from '../../support/services';
import { type SignedInApi, startSignedInApi } from '../../support/signedInApi';

const DAY_MS = 86_400_000;
const FROM = Date.parse('2026-02-20T05:00:00Z');
const CHECKS = 240;

let database: TestDatabase;
let api: SignedInApi;
let planner: UserActor;
let manager: UserActor;
let executor: UserActor;
let shop: string;
let templates: string[];

/** Even enough to meet every kind of check, and the same each time. */
function dice(seed: number) {
  let state = seed;
  return (sides: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

beforeAll(async () => {
  database = await testDatabase();
  const build = createBuilders(database.db);
  shop = await build.anArea({ name: 'Цех', time_zone: 'Asia/Vladivostok' });
  const line = await build.anArea({ name: 'Линия', parent_id: shop, time_zone: 'Asia/Vladivostok' });
  const yard = await build.anArea({ name: 'Двор', time_zone: 'America/Anchorage' });
  planner = await build.aUser({ role: 'manager' });
  manager = await build.aUser({ role: 'manager', area_id: shop });
  executor = await build.aUser({ area_id: line });
  templates = [(await build.aTemplate()).id, (await build.aTemplate()).id];

  const roll = dice(7);
  const areas: (string | null)[] = [shop, line, yard, null];
  const statuses = ['open', 'in_progress', 'submitted', 'completed', 'completed', 'missed', 'cancelled'];
  const checks = Array.from({ length: CHECKS }, (_, index) => {
    const opened = FROM + roll(40 * 24) * 3_600_000;
    const status = statuses[roll(statuses.length)]!;
    const isHandedIn = status === 'submitted' || status === 'completed';
    const at = (hours: number) => new Date(opened + hours * 3_600_000);
    return {
      ...{ id: uuidv7(), template_id: templates[roll(2)]!, template_version: 1, title: `Обход ${index}` },
      ...{ executor_id: executor.user_id, area_id: areas[roll(areas.length)] ?? null, status },
      // Some of the open ones are not due yet.
      due_at: roll(5) === 0 ? new Date(Date.now() + DAY_MS) : at(8),
      ...{ armed_at: at(0), created_at: at(0), started_at: status === 'in_progress' ? at(1) : null },
      submitted_at: isHandedIn ? at(roll(2) === 0 ? 4 : 9) : null,
      verdict: isHandedIn ? (roll(3) === 0 ? 'fail' : 'pass') : null,
    };
  });
  const answers = checks.flatMap(({ id, status }) =>
    status === 'open' || status === 'missed'
      ? []
      : ['horn', 'brakes'].flatMap((question_id, place) =>
          // A second answer stands in place of the first.
          Array.from({ length: 1 + roll(2) }, (_, index) => {
            const failed = roll(3) === 0;
            return {
              ...{ check_id: id, question_id, revision: index + 1, seq: place * 2 + index + 1, failed },
              ...{
                value: JSON.stringify(!failed),
                answered_at: new Date(),
                answered_by: executor.user_id,
              },
            };
          }),
        ),
  );
  await database.db.pool.batchInsert('checks', checks);
  await database.db.pool.batchInsert('answers', answers);
  const services = testServices(database.db);
  api = await startSignedInApi([...checkRoutes(services), ...analyticsRoutes(services)], services);
});
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

type Query = Record<string, string>;
type Summary = Static<typeof AnalyticsSummary>;
const MARCH: Query = { from: '2026-02-25T10:00:00Z', to: '2026-03-20T10:00:00Z' };

/** How many the list holds, read to its end. */
async function listed(user: UserActor, query: Query): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const page: Query = { ...query, limit: '60', ...(cursor !== null && { cursor }) };
    const { status, body } = await api.as(user, 'GET', `/checks/?${new URLSearchParams(page)}`);
    expect([status, body.detail]).toEqual([200, undefined]);
    const { items, next_cursor } = body as unknown as Static<typeof CheckList>;
    count += items.length;
    cursor = next_cursor;
  } while (cursor !== null);
  return count;
}

async function summaryOf(user: UserActor, query: Query): Promise<Summary> {
  const { body } = await api.as(user, 'GET', `/analytics/summary?${new URLSearchParams(query)}`);
  return body as unknown as Summary;
}

const MEASURES = {
  checks: {},
  completed: { status: 'completed' },
  passed: { status: 'completed', verdict: 'pass' },
  late: { late: 'true' },
  overdue: { overdue: 'true' },
  missed: { status: 'missed' },
} satisfies Record<string, Query>;
type Figures = Record<keyof typeof MEASURES, number>;

async function expectLists(user: UserActor, figures: Figures, query: Query): Promise<void> {
  for (const [measure, asked] of Object.entries(MEASURES)) {
    const what = [measure, query];
    const figure = figures[measure as keyof Figures];
    expect([what, await listed(user, { ...query, ...asked })]).toEqual([what, figure]);
  }
}

test.each(['planner', 'manager'] as const)(
  'each figure of the analytics has its list, and the list is as long as the figure says: %s',
  async (who) => {
    const user = who === 'planner' ? planner : manager;
    for (const place of [{}, { area_id: shop }, { template_id: templates[0]! }] as Query[]) {
      const query = { ...MARCH, ...place };
      const body = await summaryOf(user, query);
      expect(body.checks).toBeGreaterThan(20);
      await expectLists(user, body, query);
      for (const area of body.by_area) {
        const { area_id, ...rest } = query as Query & { area_id?: string };
        const here: Query =
          area.area_id === null ? { without_area: 'true' } : { area_id: area.area_id, area_below: 'false' };
        await expectLists(user, area, { ...rest, ...here });
      }
      for (const day of body.by_day.slice(0, 5))
        await expectLists(user, day, { ...query, opened_from: day.day, opened_to: day.day });
      expect(body.top_failed.length).toBeGreaterThan(1);
      for (const { template_id, question_id, failed } of body.top_failed) {
        const behind = { template_id, failed_question_id: question_id, status: 'submitted,completed' };
        expect([question_id, await listed(user, { ...query, ...behind })]).toEqual([question_id, failed]);
      }
    }
  },
);

test('lateness by place and week has its lists too', async () => {
  const query = { from: '2026-02-21T00:00:00Z', to: '2026-04-01T00:00:00Z' };
  const body = await summaryOf(planner, query);
  expect(body.late_by_area.step).toBe('week');
  for (const { area_id, since, late } of body.late_by_area.items.slice(0, 8)) {
    const last = new Date(Date.parse(since) + 6 * DAY_MS).toISOString().slice(0, 10);
    const here: Query = area_id === null ? { without_area: 'true' } : { area_id, area_below: 'false' };
    const asked = { ...query, ...here, opened_from: since, opened_to: last, late: 'true' };
    expect([area_id, since, await listed(planner, asked)]).toEqual([area_id, since, late]);
  }
});

test('an area’s own count is said by the counts as by the list, and what is no day or no question is refused', async () => {
  const asked = { ...MARCH, failed_question_id: 'horn', late: 'true' };
  const { body } = await api.as(planner, 'GET', `/checks/counts?${new URLSearchParams(asked)}`);
  const { items } = body as unknown as Static<typeof CheckCounts>;
  const totals = items.map(({ total }) => total);
  expect(totals.reduce((sum, one) => sum + one, 0)).toBe(await listed(planner, asked));
  expect(await listed(executor, { failed_question_id: 'horn' })).toBeGreaterThan(0);
  for (const wrong of [
    'opened_from=2026-02-30',
    'failed_question_id=No%20such',
    'verdict=maybe',
    'late=yes',
  ]) {
    const { status, body: problem } = await api.as(planner, 'GET', `/checks/?${wrong}`);
    expect([wrong, status, problem.errors?.[0]?.path]).toEqual([wrong, 400, `?${wrong.split('=')[0]}`]);
  }
});
