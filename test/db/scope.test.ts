import fc from 'fast-check';
import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../../db/database';
import {
  ACTION_SCOPE,
  AUDIT_SCOPE,
  CHECK_SCOPE,
  REPORT_SCOPE,
  SCHEDULE_SCOPE,
  USER_SCOPE,
  scopeOf,
} from '../../db/scope';
import { SYSTEM, type UserActor } from '../../domain/actor';
import { PERMISSIONS, SEEDED_ROLES } from '../../domain/permissions';
import { abilityOf } from '../../policies/ability';
import { may } from '../../policies/authorize';
import { createBuilders } from '../support/builders';
import { type TestDatabase, testDatabase } from '../support/database';

const CHECKS = 150;
const ALL = { limit: 10_000 };

let database: TestDatabase;
let db: Database;
let areas: string[];
let people: string[];
const paths = new Map<string, string[]>();

interface CheckFacts {
  id: string;
  executor_id: string;
  former_answerer_ids: string[];
  reviewer_ids: string[];
  area_id: string | null;
}
interface ReportFacts {
  id: string;
  requested_by: string | null;
  area_id: string | null;
}
interface ActionFacts {
  id: string;
  owner_id: string;
  check_executor_id: string | null;
  area_id: string | null;
}
let checks: CheckFacts[];
let reports: ReportFacts[];
let entries: { id: string; area_id: string | null }[];
let schedules: { id: string; area_id: string | null }[];
let actions: ActionFacts[];
let users: { id: string; area_id: string | null }[];

beforeAll(async () => {
  database = await testDatabase();
  ({ db } = database);
  const build = createBuilders(db);
  const plant = await build.anArea();
  const shop = await build.anArea({ parent_id: plant });
  const line = await build.anArea({ parent_id: shop });
  const yard = await build.anArea({ parent_id: plant });
  areas = [plant, shop, line, yard, await build.anArea()];
  for (const { id, path } of await db.pool('areas').select('id', 'path')) paths.set(id, path);
  people = [];
  for (let n = 0; n < 5; n++) people.push((await build.aUser()).user_id);
  for (const area_id of [...areas, ...areas]) await build.aUser({ area_id });
  await fill((await build.aTemplate()).id);
});
afterAll(() => database?.close());

/** The same random rows in each run, so that a failure can be repeated. */
async function fill(template_id: string): Promise<void> {
  const person = fc.constantFrom(...people);
  const some = fc.uniqueArray(person, { maxLength: 2 });
  const area_id = fc.option(fc.constantFrom(...areas), { freq: 4 });
  const facts = fc.record({ executor_id: person, former_answerer_ids: some, reviewer_ids: some, area_id });
  const seeded = { numRuns: CHECKS, seed: 20_260_301 };
  checks = fc.sample(facts, seeded).map((check) => ({ id: uuidv7(), ...check }));
  const at = new Date();
  await db.pool('checks').insert(
    checks.map((check) => ({
      ...check,
      template_id,
      template_version: 1,
      title: 'Обход',
      due_at: at,
      armed_at: at,
    })),
  );
  const askers = fc.sample(fc.option(person, { freq: 4 }), seeded);
  reports = checks.map((check, n) => ({
    id: uuidv7(),
    requested_by: askers[n] ?? null,
    area_id: check.area_id,
  }));
  await db.pool('reports').insert(
    reports.map(({ id, requested_by }, n) => ({
      ...{ id, requested_by, check_id: checks[n]?.id, check_revision: 1, format: 'PDF', parameters: '{}' },
    })),
  );
  await db.transaction(async (tx) => {
    const diff = { before: null, after: null };
    for (const { area_id } of checks)
      tx.audit.append({ actor: SYSTEM, action: 'check.move', entity_id: uuidv7(), area_id, diff });
  });
  entries = await db.pool('audit_log').select('id', 'area_id');
  users = await db.pool('users').select('id', 'area_id');
  const owners = fc.sample(person, seeded);
  // Each third one was found in no check.
  actions = checks.map(({ executor_id, area_id }, n) => ({
    id: uuidv7(),
    owner_id: owners[n] ?? '',
    check_executor_id: n % 3 === 0 ? null : executor_id,
    area_id,
  }));
  for (const [n, { id, owner_id, check_executor_id, area_id }] of actions.entries())
    await db.read.actions.insert({
      ...{ id, owner_id, area_id, check_id: check_executor_id && (checks[n]?.id ?? null), question_id: null },
      ...{ origin: 'person', answer_revision: null, title: 'Лампа', description: null, priority: 'low' },
      ...{ due_at: at, armed_at: at, evidence_required: false, created_by: null, created_at: at },
      ...{ external_system: null, sync_status: null },
    });
  schedules = checks.map(({ area_id }) => ({ id: uuidv7(), area_id }));
  for (const { id, area_id } of schedules) {
    await db.read.schedules.insert(
      { id, name: id, created_by: null, created_at: at },
      {
        ...{ enabled: true, cron_expression: '0 8 * * *', time_zone: 'UTC', template_id, area_id },
        ...{
          executor_ids: people.slice(0, 1),
          assignment: 'each',
          jitter: null,
          window: null,
          skip_holidays: false,
        },
      },
    );
  }
}

/** Seeded roles, and roles that nobody would think of. */
const permissions = fc.oneof(
  fc.constantFrom(...Object.values(SEEDED_ROLES).map((role) => role.permissions)),
  fc.subarray([...PERMISSIONS]),
);
const actors = fc.gen().map(
  (gen): UserActor => ({
    kind: 'user',
    user_id: gen(() => fc.constantFrom(...people)),
    role: 'any',
    permissions: gen(() => permissions),
    area_id: gen(() => fc.option(fc.constantFrom(...areas))),
    locale: 'ru',
  }),
);

const withPath = <T extends { area_id: string | null }>(facts: T) => ({
  ...facts,
  area_path: facts.area_id ? (paths.get(facts.area_id) ?? []) : [],
});
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();

type Subject = 'Check' | 'Action' | 'Report' | 'AuditEntry' | 'Schedule' | 'User';
type Listed = (scope: (query: Knex.QueryBuilder) => void) => Promise<{ items: { id: string }[] }>;

async function agree(
  subject: Subject,
  fields: typeof CHECK_SCOPE,
  list: Listed,
  rows: () => readonly { id: string; area_id: string | null }[],
): Promise<number[]> {
  const seen: number[] = [];
  await fc.assert(
    fc.asyncProperty(actors, async (actor) => {
      const inMemory = rows().filter((row) => may(actor, 'view', subject, withPath(row)));
      const inSql = await list(scopeOf(abilityOf(actor), 'view', subject, fields));
      expect(ids(inSql.items)).toEqual(ids(inMemory));
      seen.push(inMemory.length);
    }),
    { numRuns: 150 },
  );
  return seen;
}

/** Otherwise the law would hold for want of cases. */
function expectVaried(seen: readonly number[]): void {
  expect(Math.max(...seen)).toBe(CHECKS);
  expect(new Set(seen).size).toBeGreaterThan(5);
}

test('checks: WHERE and the ability in memory let the same through', async () => {
  expectVaried(
    await agree(
      'Check',
      CHECK_SCOPE,
      (scope) => db.read.checks.list(scope, {}, ALL),
      () => checks,
    ),
  );
});

test('reports: WHERE and the ability in memory let the same through', async () => {
  expectVaried(
    await agree(
      'Report',
      REPORT_SCOPE,
      (scope) => db.read.reports.list(scope, {}, ALL),
      () => reports,
    ),
  );
});

test('audit entries: WHERE and the ability in memory let the same through', async () => {
  const seen = await agree(
    'AuditEntry',
    AUDIT_SCOPE,
    (scope) => db.read.auditLog.list(scope, {}, ALL),
    () => entries,
  );
  expect(Math.max(...seen)).toBe(CHECKS);
  expect(Math.min(...seen)).toBe(0);
});

test('schedules: WHERE and the ability in memory let the same through', async () => {
  const seen = await agree(
    'Schedule',
    SCHEDULE_SCOPE,
    (scope) => db.read.schedules.list(scope, {}, ALL),
    () => schedules,
  );
  expect(Math.max(...seen)).toBe(CHECKS);
  expect(Math.min(...seen)).toBe(0);
});

test('actions: WHERE and the ability in memory let the same through', async () => {
  expectVaried(
    await agree(
      'Action',
      ACTION_SCOPE,
      (scope) => db.read.actions.list(scope, {}, ALL),
      () => actions,
    ),
  );
});

test('users: WHERE and the ability in memory let the same through', async () => {
  const seen = await agree(
    'User',
    USER_SCOPE,
    (scope) => db.read.people.list(scope, {}, ALL),
    () => users,
  );
  expect(Math.max(...seen)).toBe(users.length);
  expect(new Set(seen).size).toBeGreaterThan(3);
});

test('a rule that SQL cannot ask is an error, not a wider view', () => {
  const actor: UserActor = {
    kind: 'user',
    user_id: people[0] ?? '',
    role: 'supervisor',
    permissions: ['REVIEW_CHECKS'],
    area_id: null,
    locale: 'ru',
  };
  expect(() => scopeOf(abilityOf(actor), 'review', 'Check', CHECK_SCOPE)).toThrow('has no SQL');
});

test('an act that no rule allows finds nothing', async () => {
  const actor: UserActor = {
    kind: 'user',
    user_id: people[0] ?? '',
    role: 'executor',
    permissions: ['FILL_CHECKS'],
    area_id: null,
    locale: 'ru',
  };
  const scope = scopeOf(abilityOf(actor), 'view', 'AuditEntry', AUDIT_SCOPE);
  expect((await db.read.auditLog.list(scope, {}, ALL)).items).toEqual([]);
});
