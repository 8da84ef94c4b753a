import { v7 as uuidv7 } from 'uuid';
import type { AuditFilter } from '../../../db/repositories/auditLog';
import type { UserActor } from '../../../domain/actor';
import { listAudit } from '../../../services/audit/listAudit';
import type { Services } from '../../../services/context';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { refusalOf } from '../../support/refusal';
import { as, testServices } from '../../support/services';

let database: TestDatabase;
let services: Services;
let build: ReturnType<typeof createBuilders>;
let plant: string;
let shop: string;
let yard: string;
let admin: UserActor;
let written: { user_id: string; entity_id: string };

beforeAll(async () => {
  database = await testDatabase();
  services = testServices(database.db);
  build = createBuilders(database.db);
  plant = await build.anArea();
  shop = await build.anArea({ parent_id: plant });
  yard = await build.anArea({ parent_id: plant });
  admin = await build.aUser({ role: 'admin' });
  await append('check.create', plant);
  await append('check.answer', shop);
  await append('check.submit', shop);
  await append('template.create', null);
  written = { user_id: admin.user_id, entity_id: await append('check.cancel', yard, admin) };
});
afterAll(() => database?.close());

async function append(action: string, area_id: string | null, actor?: UserActor): Promise<string> {
  const entity_id = uuidv7();
  await database.db.transaction(async (tx) => {
    const diff = { before: null, after: null };
    tx.audit.append({ actor: actor ?? { kind: 'system' }, action, entity_id, area_id, diff });
  });
  return entity_id;
}

const actions = async (actor: UserActor, filter: AuditFilter = {}) =>
  (await listAudit(as(actor, services), filter, { limit: 50 })).items.map(({ action }) => action);
const managerOf = (area_id: string) => build.aUser({ role: 'manager', area_id });

test('without an area everything is seen, newest first', async () => {
  expect(await actions(admin)).toEqual([
    'check.cancel',
    'template.create',
    'check.submit',
    'check.answer',
    'check.create',
  ]);
});

test('with an area its entries and those below are seen, and none of the whole plant', async () => {
  expect(await actions(await managerOf(shop))).toEqual(['check.submit', 'check.answer']);
  expect(await actions(await managerOf(plant))).toEqual([
    'check.cancel',
    'check.submit',
    'check.answer',
    'check.create',
  ]);
});

test('filters narrow, and never widen', async () => {
  expect(await actions(admin, { entity_type: ['template'] })).toEqual(['template.create']);
  expect(await actions(admin, { action: ['check.submit', 'check.answer'] })).toEqual([
    'check.submit',
    'check.answer',
  ]);
  expect(await actions(admin, { user_id: written.user_id })).toEqual(['check.cancel']);
  expect(await actions(admin, { entity_id: written.entity_id })).toEqual(['check.cancel']);
  expect(await actions(await managerOf(shop), { entity_id: written.entity_id })).toEqual([]);
});

test('from counts, to does not', async () => {
  const { items } = await listAudit(as(admin, services), {}, { limit: 1 });
  const at = new Date(items[0]?.timestamp ?? '');
  expect(await actions(admin, { from: at })).toContain('check.cancel');
  expect(await actions(admin, { to: at })).not.toContain('check.cancel');
});

test('pages follow each other without a gap while new entries arrive', async () => {
  const ctx = as(admin, services);
  const first = await listAudit(ctx, {}, { limit: 2 });
  await append('check.remind', shop);
  const second = await listAudit(ctx, {}, { limit: 2, before: first.next as number });
  const third = await listAudit(ctx, {}, { limit: 2, before: second.next as number });
  expect([...first.items, ...second.items, ...third.items].map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
  expect(third.next).toBeNull();
});

test.each(['executor', 'supervisor'])('%s: access denied', async (role) => {
  const refusal = await refusalOf(listAudit(as(await build.aUser({ role }), services), {}, { limit: 50 }));
  expect(refusal.code).toBe('access.denied');
});
