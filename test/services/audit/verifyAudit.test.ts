import { randomUUID } from 'node:crypto';
import { createAnchors } from '../../../clients/anchors';
import { createStorage } from '../../../clients/storage';
import { hashEntry } from '../../../db/audit';
import { createPool } from '../../../db/pool';
import { SYSTEM } from '../../../domain/actor';
import { verifyAudit } from '../../../services/audit/verifyAudit';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testParts } from '../../support/parts';

const storage = createStorage({ ...testParts().s3, bucket: `t-${randomUUID()}` });
const ENTRIES = 12;
let database: TestDatabase;
let anchors: ReturnType<typeof createAnchors>;

beforeEach(async () => {
  database = await testDatabase();
  await storage.ensureBucket();
  for (const name of await storage.list('audit-')) await storage.remove(name);
  anchors = createAnchors(storage, 'a secret that the database never sees');
  for (let n = 1; n <= ENTRIES; n += 1) {
    await database.db.transaction(async (tx) => {
      tx.audit.append({
        actor: SYSTEM,
        action: 'check.answer',
        entity_id: randomUUID(),
        area_id: null,
        diff: { before: null, after: { n, text: 'ёж ≤ 5 °C' } },
      });
    });
  }
});
afterEach(() => database.close());

/** What somebody with every right in the database could do, triggers switched off. */
async function asSuperuser(...statements: string[]): Promise<void> {
  const url = new URL(testParts().database.superuserUrl);
  url.pathname = new URL(database.adminUrl).pathname;
  const pool = createPool({ url: url.href, maxConnections: 1, applicationName: 'test' });
  await pool.raw(["set session_replication_role = 'replica'", ...statements].join('; '));
  await pool.destroy();
}

const verify = (fromSeq?: number) => verifyAudit({ db: database.db, anchors }, fromSeq);

test('an untouched log verifies, as a whole and from any entry on', async () => {
  expect(await verify()).toMatchObject({ ok: true, entries: ENTRIES, first_bad_seq: null });
  expect(await verify(5)).toMatchObject({ ok: true, entries: ENTRIES - 4 });
  expect(await verify(ENTRIES + 1)).toMatchObject({ ok: true, entries: 0 });
});

test.each([
  ['an edited value', [`update audit_log set diff = jsonb_set(diff, '{after,n}', '99') where seq = 7`], 7],
  ['an edited hash', [`update audit_log set hash = repeat('a', 64) where seq = 7`], 7],
  ['an edited time', [`update audit_log set timestamp = timestamp + interval '1 ms' where seq = 3`], 3],
  ['a deleted entry', ['delete from audit_log where seq = 4'], 4],
  ['a deleted first entry', ['delete from audit_log where seq = 1'], 1],
  [
    'two entries changing places',
    [
      'update audit_log set seq = 900 where seq = 5',
      'update audit_log set seq = 5 where seq = 6',
      'update audit_log set seq = 6 where seq = 900',
    ],
    5,
  ],
  [
    'an inserted entry',
    [
      `insert into audit_log select seq + 1, gen_random_uuid(), actor_kind, user_id, address, area_id, entity_type, entity_id,
         action, diff, timestamp, hash, repeat('b', 64) from audit_log where seq = ${ENTRIES}`,
    ],
    ENTRIES + 1,
  ],
  ['an entry before the first', [`update audit_log set seq = 0 where seq = 1`], 0],
  ['a tail cut off', [`delete from audit_log where seq > 9`], 10],
])('%s made by a superuser is found at its place', async (_name, statements, first_bad_seq) => {
  await asSuperuser(...statements);
  expect(await verify()).toMatchObject({ ok: false, first_bad_seq });
});

test('a tail cut off together with the head is found by the anchor outside the database', async () => {
  const { seq, hash } = await database.db.read.auditLog.head();
  await anchors.write({ seq, hash, at: '2026-03-02T00:05:00.000Z' });
  await asSuperuser(
    'delete from audit_log where seq > 9',
    'update audit_head set seq = 9, hash = (select hash from audit_log where seq = 9)',
  );
  expect(await verify()).toMatchObject({ ok: false, first_bad_seq: ENTRIES, anchors: { checked: 1 } });
});

test('a chain rewritten from an entry on, hashes and head included, is found by the anchor', async () => {
  const { seq, hash } = await database.db.read.auditLog.head();
  await anchors.write({ seq, hash, at: '2026-03-02T00:05:00.000Z' });
  const { items } = await database.db.read.auditLog.list(() => undefined, {}, { limit: 200 });
  const rewritten: string[] = [];
  let prev = '';
  for (const entry of items.reverse()) {
    const forged = {
      ...entry,
      ...(entry.seq === 6 && { diff: { before: null, after: { n: 0 } } }),
      prev_hash: prev || entry.prev_hash,
    };
    const { hash: _old, ...hashed } = forged;
    prev = hashEntry(hashed);
    const diff = JSON.stringify(forged.diff).replaceAll("'", "''");
    rewritten.push(
      `update audit_log set diff = '${diff}', prev_hash = '${forged.prev_hash}', hash = '${prev}' where seq = ${entry.seq}`,
    );
  }
  await asSuperuser(...rewritten, `update audit_head set hash = '${prev}'`);
  expect(await verify()).toMatchObject({ ok: false, first_bad_seq: ENTRIES });
});

test('an anchor that we did not sign is named', async () => {
  await storage.put(
    'audit-anchors/2026-01-01.json',
    Buffer.from('{"seq":1,"hash":"00","at":"x","signature":"AA=="}'),
    'application/json',
  );
  expect(await verify()).toMatchObject({
    ok: false,
    anchors: { first_bad: 'audit-anchors/2026-01-01.json' },
  });
});

test('after a restore, anchors of entries that the backup does not hold count no more; forged restores count for nothing', async () => {
  const last = (await verify()).head;
  await anchors.write({ ...last, seq: last.seq + 5, at: '2026-03-02T00:05:00.000Z' });
  expect(await verify()).toMatchObject({ ok: false });
  const at = '2026-03-02T08:00:00.000Z';
  const others = createAnchors(storage, 'a secret that is not ours at all');
  await others.writeRestoration({ ...last, at: '2026-03-02T07:00:00.000Z' });
  expect(await verify()).toMatchObject({ ok: false });
  await anchors.writeRestoration({ ...last, at });
  expect(await verify()).toMatchObject({ ok: true, anchors: { superseded: 1, first_bad: null } });
  await anchors.write({ ...last, seq: last.seq + 5, at: '2026-03-03T00:05:00.000Z' });
  expect(await verify()).toMatchObject({ ok: false });
});
