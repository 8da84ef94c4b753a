import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { NativeConnection, Worker } from '@temporalio/worker';
import { v7 as uuidv7 } from 'uuid';
import { ensureMaintenance } from '../../clients/maintenance';
import { createPool } from '../../db/pool';
import { examine } from '../../ops/doctor/examine';
import { node } from '../../ops/doctor/machine';
import { testParts } from '../support/parts';
import { type TestProduct, startProduct } from '../support/product';
import { quietTemporal } from '../support/temporal';

let product: TestProduct;
let reports: Worker;
let running: Promise<void>;
let connection: NativeConnection;
let env: Record<string, string>;
beforeAll(async () => {
  quietTemporal();
  product = await startProduct();
  const { temporal, s3 } = testParts();
  const namespace = product.temporal.client.options.namespace;
  await ensureMaintenance(product.temporal.client);
  connection = await NativeConnection.connect({ address: temporal.address });
  reports = await Worker.create({
    connection,
    namespace,
    taskQueue: 'reports',
    activities: { render: async () => {} },
  });
  running = reports.run();
  env = {
    ...{
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://p.example',
      DEMO_DATA: 'false',
      METRICS_TOKEN: 'm'.repeat(20),
    },
    ...{
      DATABASE_URL: product.database.appUrl,
      DATABASE_ADMIN_URL: product.database.adminUrl,
      BACKUP_AT: 'off',
    },
    ...{ TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: namespace, JWT_SECRET: 's'.repeat(40) },
    ...{
      S3_ENDPOINT: s3.endpoint,
      S3_ACCESS_KEY: s3.accessKey,
      S3_SECRET_KEY: s3.secretKey,
      S3_BUCKET: product.bucket,
    },
  };
}, 120_000);
afterAll(async () => {
  reports?.shutdown();
  await running;
  await connection?.close();
  await product?.stop();
});

async function wrong(over: Record<string, string> = {}, now?: () => Date): Promise<string[]> {
  const findings = await examine({ ...env, ...over }, now);
  for (const { state, remedy } of findings) expect(state === 'ok' || (remedy ?? '').length > 10).toBe(true);
  return findings
    .filter(({ state }) => state !== 'ok')
    .map(({ state, what, detail }) => `${state} ${what}: ${detail}`);
}

/** Backups are not made in tests, and the machine's disk is its own matter. */
const found = async (over: Record<string, string> = {}, now?: () => Date) =>
  (await wrong(over, now)).filter((line) => !/no backups are made|disk/.test(line));

test('a set-up that is well has nothing to do, and each part is named', async () => {
  expect(await found()).toEqual([]);
  const named = (await examine(env)).map(({ what }) => what);
  expect(named).toEqual(
    expect.arrayContaining([
      ...['Node', 'Postgres', 'clock of Postgres', 'migrations', 'rights', 'outbox', 'Temporal', 'namespace'],
      ...[
        'search attributes',
        'worker for checks',
        'worker for reports',
        'maintenance',
        'schedules',
        'S3',
        'clock of S3',
      ],
      ...['mail', 'Telegram', 'Bitrix24'],
    ]),
  );
});

test('faults of the configuration are told each with what follows from it, and nothing else is tried', async () => {
  const lines = await wrong({ JWT_SECRET: 'short', S3_ENDPOINT: '' });
  expect(lines).toEqual([
    expect.stringMatching(/^fail configuration: JWT_SECRET: must NOT have fewer than 32/),
    expect.stringMatching(/^fail configuration: S3_ENDPOINT: required: without it photos/),
  ]);
});

test('what is allowed and not fit for production is doubted', async () => {
  const lines = await found({
    NODE_ENV: '',
    PUBLIC_URL: 'http://p.example',
    LOGIN_RATE_LIMIT: 'off',
    METRICS_TOKEN: '',
  });
  expect(lines).toEqual([
    'warn configuration: NODE_ENV is not production',
    'warn configuration: PUBLIC_URL is http://p.example',
    'warn configuration: LOGIN_RATE_LIMIT=off',
    'warn configuration: METRICS_TOKEN is not given',
  ]);
  expect(node('20.18.0').state).toBe('fail');
});

test('each part that cannot be reached is told by its own words, and keeps no other from being looked at', async () => {
  const url = new URL(env['DATABASE_URL']!);
  url.password = 'wrong';
  expect(await found({ DATABASE_URL: url.href })).toEqual([
    expect.stringMatching(/^fail Postgres: password authentication failed/),
    // Schedules are compared with rows.
    expect.stringMatching(/^fail Temporal: password authentication failed/),
  ]);
  const closed = await aClosedPort();
  expect(
    await found({ TEMPORAL_ADDRESS: `127.0.0.1:${closed}`, S3_ENDPOINT: `http://127.0.0.1:${closed}` }),
  ).toEqual([expect.stringMatching(/^fail Temporal: /), expect.stringMatching(/^fail S3: .*ECONNREFUSED/)]);
}, 60_000);

test('S3 that refuses our keys, or has no such bucket, is told', async () => {
  expect(await found({ S3_SECRET_KEY: 'wrong' })).toEqual([expect.stringMatching(/^fail S3: /)]);
  expect(await found({ S3_BUCKET: `t-${randomUUID()}` })).toEqual([
    expect.stringMatching(/^fail S3: There is no bucket/),
  ]);
});

test('a migration that is missing, one from the future, a role with too many rights and an outbox that stands still', async () => {
  const owner = createPool({ url: product.database.adminUrl, maxConnections: 1, applicationName: 'test' });
  const app = decodeURIComponent(new URL(product.database.appUrl).username);
  await product.workers.stop();
  try {
    const [last] = await owner('knex_migrations').orderBy('id', 'desc').limit(1);
    await owner('knex_migrations').where({ id: last.id }).update({ name: '9999_tomorrow.up.sql' });
    expect(await found()).toContain(`fail migrations: 1 are missing: ${last.name.replace('.up.sql', '')}`);
    await owner('knex_migrations').where({ id: last.id }).update({ name: last.name });
    await owner('knex_migrations').insert({
      name: '9999_tomorrow.up.sql',
      batch: 99,
      migration_time: new Date(),
    });
    await owner.raw('grant update on audit_log to ??', [app]);
    const longAgo = new Date(Date.now() - 3_600_000);
    await owner('outbox').insert({
      subject: 'check:x',
      kind: 'facts',
      wanted_at: longAgo,
      created_at: longAgo,
    });
    expect((await found()).filter((line) => !line.includes('worker'))).toEqual([
      'fail migrations: the database is ahead of this program: 9999_tomorrow',
      `fail rights: ${app} may UPDATE the audit log`,
      expect.stringMatching(/^fail outbox: 1 messages wait, the oldest for 36\d\d s/),
    ]);
  } finally {
    await owner('knex_migrations').where({ name: '9999_tomorrow.up.sql' }).delete();
    await owner.raw('revoke update on audit_log from ??', [app]);
    await owner('outbox').delete();
    await owner.destroy();
    await product.workers.start();
  }
}, 60_000);

test('clocks that differ are told, by how much', async () => {
  const ahead = () => new Date(Date.now() + 45_000);
  expect((await found({}, ahead)).filter((line) => line.includes('clock'))).toEqual([
    expect.stringMatching(/^fail clock of Postgres: 4[45] s apart/),
    expect.stringMatching(/^fail clock of S3: 4[3-6] s apart/),
  ]);
});

test('a namespace that is not there, and queues on which nobody works', async () => {
  expect(await found({ TEMPORAL_NAMESPACE: 'nowhere' })).toEqual(['fail namespace: there is no nowhere']);
  const token = {
    TELEGRAM_BOT_TOKEN: '123456:AAbbCCddEEffGGhhIIjjKKll',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
  };
  expect(await found(token)).toEqual([
    'fail worker for telegram: nobody asks for work',
    expect.stringMatching(/^fail Telegram: /),
  ]);
}, 60_000);

test('maintenance that is paused or missing, and a schedule that Temporal has otherwise', async () => {
  const { schedule } = product.temporal.client;
  await schedule.getHandle('retention').pause();
  await schedule.getHandle('missed-slots').delete();
  expect(await found()).toEqual([
    'fail maintenance: missed-slots is not planned',
    'warn maintenance: retention is paused',
  ]);
  await schedule.getHandle('retention').unpause();
  await ensureMaintenance(product.temporal.client);
  expect(await found()).toEqual([]);
}, 60_000);

test('mail that nobody takes is told', async () => {
  expect(await found({ SMTP_URL: `smtp://u:p@127.0.0.1:${await aClosedPort()}` })).toEqual([
    expect.stringMatching(/^fail mail: .*ECONNREFUSED/),
  ]);
});

test('backups that are meant to be made and were not, or failed of late', async () => {
  const on = { BACKUP_AT: '02:30' };
  const lines = async () => (await found(on)).filter((line) => /^\w+ backup: /.test(line));
  expect(await lines()).toEqual(['warn backup: none was made yet']);
  const done = (id: string, started_at: Date) =>
    product.services.db.pool('backups').insert({
      ...{
        id,
        kind: 'daily',
        status: 'done',
        started_at,
        finished_at: started_at,
        size_bytes: 1,
        sha256: 'a',
      },
      ...{ object_key: 'o', manifest_key: 'm', audit_head_seq: 1, audit_head_hash: 'h' },
    });
  await done(uuidv7(), new Date(Date.now() - 3 * 86_400_000));
  expect(await lines()).toEqual([expect.stringMatching(/^fail backup: the last good one is of /)]);
  await done(uuidv7(), new Date());
  expect(await lines()).toEqual([]);
});

async function aClosedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
