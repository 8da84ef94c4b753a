import { randomUUID } from 'node:crypto';
import { listBitrixUsers } from '../../../services/integrations/bitrix/listBitrixUsers';
import { replaceBitrixUsers } from '../../../services/integrations/bitrix/replaceBitrixUsers';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { refusalOf } from '../../support/refusal';
import { as, testServices } from '../../support/services';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());

test('the table is put as a whole, on the audit log; who is unknown or stands twice is refused by place', async () => {
  const { db } = database;
  const build = createBuilders(db);
  const admin = as(await build.aUser({ role: 'admin' }), testServices(db));
  const [one, two] = [(await build.aUser()).user_id, (await build.aUser()).user_id];
  await replaceBitrixUsers(admin, [
    { user_id: one, bitrix_id: '5' },
    { user_id: two, bitrix_id: '6' },
  ]);
  const kept = await replaceBitrixUsers(admin, [{ user_id: two, bitrix_id: '5' }]);
  expect(kept).toMatchObject([{ user_id: two, bitrix_id: '5' }]);
  expect(await listBitrixUsers(admin)).toHaveLength(1);
  expect(await db.read.bitrixUsers.personOf('5')).toBe(two);
  const entries = await db.pool('audit_log').where({ action: 'user.map_bitrix' }).orderBy('seq');
  expect(entries).toHaveLength(4);

  const refused = await refusalOf(
    replaceBitrixUsers(admin, [
      { user_id: one, bitrix_id: '5' },
      { user_id: two, bitrix_id: '5' },
      { user_id: randomUUID(), bitrix_id: '7' },
    ]),
  );
  expect(refused.code).toBe('bitrix.bad_mapping');
  expect(refused.details.faults?.map(({ path }) => path)).toEqual(['/items/1/bitrix_id', '/items/2/user_id']);
  const executor = as(await build.aUser(), testServices(db));
  expect((await refusalOf(listBitrixUsers(executor))).code).toBe('access.denied');
});
