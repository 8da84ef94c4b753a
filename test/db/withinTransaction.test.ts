import { withinTransaction } from '../../db/withinTransaction';
import type { UserActor } from '../../domain/actor';
import { createCheck } from '../../services/checks/createCheck';
import { createBuilders } from '../support/builders';
import { type TestDatabase, testDatabase } from '../support/database';
import { as, testServices } from '../support/services';

let database: TestDatabase;
let manager: UserActor;
let input: { template_id: string; executor_id: string };

beforeAll(async () => {
  database = await testDatabase();
  const build = createBuilders(database.db);
  const area_id = await build.anArea();
  manager = await build.aUser({ role: 'manager', area_id });
  input = {
    template_id: (await build.aTemplate()).id,
    executor_id: (await build.aUser({ area_id })).user_id,
  };
});
afterAll(() => database?.close());

const openWithin = (fails: boolean): Promise<string> =>
  database.db.transaction(async (tx) => {
    const services = testServices(withinTransaction(database.db, tx));
    const id = await createCheck(as(manager, services), input);
    if (fails) throw new Error('undo');
    return id;
  });

const counts = async () => {
  const count = async (table: string) => Number((await database.db.pool(table).count('* as n').first())?.n);
  return { checks: await count('checks'), outbox: await count('outbox'), audit: await count('audit_log') };
};

test('a check opened within a transaction is there with it and gone with it, its word and its audit entry too', async () => {
  const before = await counts();
  await expect(openWithin(true)).rejects.toThrow('undo');
  expect(await counts()).toEqual(before);
  await openWithin(false);
  expect(await counts()).toEqual({
    checks: before.checks + 1,
    outbox: before.outbox + 1,
    audit: before.audit + 1,
  });
});
