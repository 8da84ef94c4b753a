import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import type { AuditDiff, AuditEntry } from '../../db/audit';
import { createPool } from '../../db/pool';
import { SYSTEM, type UserActor } from '../../domain/actor';
import { type TestDatabase, testDatabase } from '../support/database';
import { canonicalJson } from './canonicalJson';

let database: TestDatabase;
let owner: Knex;

beforeAll(async () => {
  database = await testDatabase({ maxConnections: 20 });
  owner = createPool({ url: database.adminUrl, maxConnections: 1, applicationName: 'test' });
});
afterAll(async () => {
  await owner?.destroy();
  await database?.close();
});

const append = (...diffs: AuditDiff[]): Promise<string> =>
  database.db.transaction(async (tx) => {
    const entity_id = uuidv7();
    for (const diff of diffs)
      tx.audit.append({ actor: SYSTEM, action: 'thing.change', entity_id, area_id: null, diff });
    return entity_id;
  });

const everything = () => undefined;

/** Oldest first. */
async function chain(): Promise<AuditEntry[]> {
  const { items } = await database.db.read.auditLog.list(everything, {}, { limit: 10_000 });
  return items.reverse();
}

async function expectWhole(): Promise<AuditEntry[]> {
  const entries = await chain();
  let prev_hash = '0'.repeat(64);
  entries.forEach(({ hash, ...entry }, index) => {
    expect(entry.seq).toBe(index + 1);
    expect(entry.prev_hash).toBe(prev_hash);
    expect(hash).toBe(
      createHash('sha256')
        .update(prev_hash + canonicalJson(entry))
        .digest('hex'),
    );
    prev_hash = hash;
  });
  expect(await database.db.read.auditLog.head()).toEqual({ seq: entries.length, hash: prev_hash });
  return entries;
}

test('64 transactions at once append one after another, without a gap, each in one piece', async () => {
  const ids = await Promise.all(
    Array.from({ length: 64 }, (_, n) =>
      append({ before: null, after: { n } }, { before: { n }, after: { n: n + 1 } }),
    ),
  );
  const entries = await expectWhole();
  expect(entries).toHaveLength(128);
  for (const id of ids) {
    const own = entries.filter(({ entity_id }) => entity_id === id);
    expect(own).toHaveLength(2);
    expect((own[1]?.seq ?? 0) - (own[0]?.seq ?? 0)).toBe(1);
  }
});

test('a transaction that fails leaves neither an entry nor a gap', async () => {
  const before = await database.db.read.auditLog.head();
  await expect(
    database.db.transaction(async (tx) => {
      tx.audit.append({
        actor: SYSTEM,
        action: 'thing.change',
        entity_id: uuidv7(),
        area_id: null,
        diff: { before: null, after: {} },
      });
      throw new Error('refused');
    }),
  ).rejects.toThrow('refused');
  expect(await database.db.read.auditLog.head()).toEqual(before);
  await append({ before: null, after: {} });
  await expectWhole();
});

const AFTER = {
  текст: 'ёлка «в кавычках» — "и\\n" \u2028 \u007f 😀 \t',
  '😀': 1,
  '\ufb33': 2,
  aZ: 3,
  a10: 4,
  a2: 5,
  '': 'empty name',
  floats: [0.1, 1.0, -0.5, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 333333333.3333333, 9007199254740993],
  nested: { null: null, list: [null, [null, { deep: null }]], no: false, empty: {}, none: [] },
  date: '2026-03-01T08:00:00.000Z',
};

test('unicode, floats and nested nulls come back as they were hashed', async () => {
  const id = await append({ before: null, after: AFTER });
  const entries = await expectWhole();
  expect(entries.find(({ entity_id }) => entity_id === id)?.diff).toEqual({ before: null, after: AFTER });
});

test('what JSON changes is changed before it is hashed: minus zero, dates, undefined', async () => {
  const at = new Date('2026-03-01T08:00:00Z');
  const id = await append({ before: null, after: { zero: -0, at, gone: undefined } });
  const entries = await expectWhole();
  expect(entries.find(({ entity_id }) => entity_id === id)?.diff.after).toEqual({
    zero: 0,
    at: '2026-03-01T08:00:00.000Z',
  });
});

test('a person is on record by id, with the address of the request', async () => {
  const actor: UserActor = {
    kind: 'user',
    user_id: uuidv7(),
    role: 'executor',
    permissions: [],
    area_id: null,
    locale: 'ru',
    address: '10.0.0.7',
  };
  await database.db.transaction(async (tx) => {
    const diff = { before: null, after: null };
    tx.audit.append({ actor, action: 'check.answer', entity_id: uuidv7(), area_id: null, diff });
  });
  expect((await expectWhole()).at(-1)).toMatchObject({
    actor_kind: 'user',
    user_id: actor.user_id,
    address: '10.0.0.7',
    entity_type: 'check',
  });
});

describe('entries cannot be changed or deleted', () => {
  const attempts = [
    `update audit_log set action = 'x.y' where seq = 1`,
    `delete from audit_log where seq = 1`,
    'truncate audit_log',
    'truncate audit_log cascade',
    `insert into audit_log select * from audit_log where seq = 1 on conflict (seq) do update set action = 'x.y'`,
    'merge into audit_log l using (select 1) s on l.seq = 1 when matched then delete',
  ];

  test.each([
    ...attempts,
    'alter table audit_log disable trigger all',
    'drop trigger audit_log_append_only on audit_log',
    'drop table audit_log',
    'set session_replication_role = replica',
    'delete from audit_head',
    'grant update on audit_log to current_user',
  ])("by the application's role: %s", async (sql) => {
    const before = await chain();
    const granted = await database.db.pool.raw(sql).then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );
    // A grant by one who may not give is a warning in Postgres, not an error.
    expect(granted).toBe(sql.startsWith('grant') ? 'done' : '42501');
    expect(await chain()).toEqual(before);
  });

  test('nor by the owner, short of taking the triggers away', async () => {
    for (const sql of attempts) await expect(owner.raw(sql)).rejects.toMatchObject({ code: '42501' });
    await expectWhole();
  });

  test('the application still may not update after it tried to grant itself', async () => {
    await expect(database.db.pool.raw(`update audit_log set action = 'x.y'`)).rejects.toMatchObject({
      code: '42501',
    });
  });
});
