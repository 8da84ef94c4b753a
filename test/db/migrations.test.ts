import { createPool } from '../../db/pool';
import { migrateBack, migrateForward } from '../../db/migrations';
import { type TestDatabase, testDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());

const SHAPE = `
  select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' ||
         coalesce(column_default, '') as what from information_schema.columns where table_schema = 'public'
  union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
  union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
  union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select 'function ' || proname from pg_proc where pronamespace = 'public'::regnamespace
  union all select 'grant ' || table_name || ' ' || grantee || ' ' || privilege_type
    from information_schema.role_table_grants where table_schema = 'public'
  order by 1`;

async function shape(): Promise<string[]> {
  const owner = createPool({ url: database.adminUrl, maxConnections: 1, applicationName: 'test' });
  try {
    const { rows } = (await owner.raw(SHAPE)) as { rows: { what: string }[] };
    return rows.map(({ what }) => what).filter((what) => !what.includes('knex_migrations'));
  } finally {
    await owner.destroy();
  }
}

const forward = () => migrateForward({ adminUrl: database.adminUrl, appUrl: database.appUrl });

test('forward, back and forward again leads to the same schema, and back leaves nothing', async () => {
  const before = await shape();
  expect(before.length).toBeGreaterThan(100);
  expect(await forward()).toEqual([]);
  await migrateBack(database.adminUrl);
  expect(await shape()).toEqual([]);
  const applied = await forward();
  expect(applied[0]).toBe('0001_people');
  expect(await shape()).toEqual(before);
});

test('the audit chain begins at nothing', async () => {
  expect(await database.db.read.auditLog.head()).toEqual({ seq: 0, hash: '0'.repeat(64) });
});
