import { v7 as uuidv7 } from 'uuid';
import { authRoutes } from '../../../api/routes/auth';
import { systemRoutes } from '../../../api/routes/system';
import type { Anchors } from '../../../clients/anchors';
import { readQueues } from '../../../clients/taskQueues';
import { createTemporalClient } from '../../../clients/temporal';
import type { UserActor } from '../../../domain/actor';
import { RETENTION_KINDS } from '../../../domain/retention';
import type { SystemWatch } from '../../../services/system/watch';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { testParts } from '../../support/parts';
import { testServices } from '../../support/services';
import { type SignedInApi, startSignedInApi } from '../../support/signedInApi';

let database: TestDatabase;
let api: SignedInApi;
let admin: UserActor;
let integrator: UserActor;
let manager: UserActor;
const ok = { status: 'ok' as const, latency_ms: 2 };
const SEEN = new Date('2026-03-02T08:00:00.000Z');

const answers: SystemWatch = {
  ...{ version: '1.2.3', started_at: SEEN },
  readiness: async () => ({ status: 'ok', parts: { postgres: ok, temporal: ok, s3: ok } }),
  queues: async (names) =>
    names.map((queue) => ({
      queue,
      workers: [{ identity: '7@host', last_seen_at: SEEN, build_id: 'v2' }],
      backlog: 0,
    })),
  links: { temporal_ui: { url: 'http://temporal.example', namespace: 'plant' }, grafana_url: null },
};
let watch = answers;
let anchors: Pick<Anchors, 'newest'> = { newest: async () => undefined };

beforeAll(async () => {
  database = await testDatabase();
  const build = createBuilders(database.db);
  const services = testServices(database.db, {
    ...{ telegram: true, external_system: 'bitrix24' as const },
    watch: {
      ...answers,
      readiness: () => watch.readiness(),
      queues: (names) => watch.queues(names),
    },
    anchors: { newest: () => anchors.newest() } as Anchors,
  });
  admin = await build.aUser({ role: 'admin' });
  manager = await build.aUser({ role: 'manager' });
  await database.db.read.roles.insert({
    ...{ id: uuidv7(), name: 'integrator', title: 'Интегратор', permissions: ['MANAGE_INTEGRATIONS'] },
    created_at: new Date(),
  });
  integrator = await build.aUser({ role: 'integrator' });
  api = await startSignedInApi([...authRoutes(services), ...systemRoutes(services)], services);
});
beforeEach(() => {
  watch = answers;
  anchors = { newest: async () => undefined };
});
afterAll(async () => {
  await api?.stop();
  await database?.close();
});

const state = async (by = admin) => (await api.as(by, 'GET', '/system/state')).body;

test('whoever manages integrations sees parts, workers of each queue, and what waits', async () => {
  expect(await state(integrator)).toMatchObject({
    ...{ version: '1.2.3', status: 'ok', parts: { temporal: ok }, telegram: true },
    queues: ['checks', 'reports', 'telegram', 'bitrix'].map((queue) => ({
      ...{ queue, workers: [{ identity: '7@host', build_id: 'v2' }], backlog: 0 },
    })),
    outbox: { messages: 0, oldest_age_seconds: 0 },
    missed_slots: { total: 0, items: [] },
    audit: { last_anchor: null, anchors_readable: true },
    bitrix: { pending: 0, failed: 0 },
    backup: { last_success_at: null, last_try: null },
  });
  expect((await api.as(integrator, 'GET', '/system/links')).body).toEqual(answers.links);
  for (const path of ['/system/state', '/system/links'])
    expect((await api.as(manager, 'GET', path)).body.code).toBe('access.denied');
});

test('what does not answer is told as such, and the rest is there all the same', async () => {
  watch = {
    ...answers,
    readiness: async () => ({
      status: 'degraded',
      parts: { postgres: ok, temporal: { status: 'down', latency_ms: null }, s3: ok },
    }),
    queues: () => Promise.reject(new Error('No answer')),
  };
  anchors = { newest: () => Promise.reject(new Error('No answer')) };
  const found = await state();
  expect(found).toMatchObject({ status: 'degraded', queues: null, parts: { temporal: { status: 'down' } } });
  expect(found.audit).toMatchObject({ last_anchor: null, anchors_readable: false });
  expect(found.audit).toHaveProperty('head_seq');
});

test('the last look at the audit log, what tasks did, and why one fails or is late are told', async () => {
  const { taskRuns } = database.db.read;
  const now = Date.now();
  const ago = (hours: number) => new Date(now - hours * 3_600_000);
  const taskOf = async (name: string) =>
    ((await state()).tasks as { task: string }[]).find(({ task }) => task === name);
  const verified = async () => ((await state()).audit as { verified: unknown }).verified;
  expect(await verified()).toBeNull();
  expect(await taskOf('retention')).toMatchObject({ last_success_at: null, did: [], late: false });

  const verdict = { ok: false, entries: 3, head: { seq: 9, hash: 'x' }, first_bad_seq: 4 };
  await taskRuns.succeeded({ task: 'audit-verification', step: '' }, ago(0), verdict);
  expect(await verified()).toMatchObject({ ok: false, seq: 9, first_bad_seq: 4 });

  const mended = { 'check started': 2, 'action started': 1, 'user told': 1 };
  await taskRuns.succeeded({ task: 'reconcile-processes', step: '' }, ago(2), mended);
  expect(await taskOf('reconcile-processes')).toMatchObject({
    ...{ late: true, error: null, last_success_at: ago(2).toISOString() },
    did: [
      { what: 'started', count: 3 },
      { what: 'told', count: 1 },
    ],
  });
  for (const step of RETENTION_KINDS)
    await taskRuns.succeeded({ task: 'retention', step }, ago(1), { count: 2 });
  await taskRuns.failed({ task: 'retention', step: 'objects' }, ago(0), 'no answer');
  expect(await taskOf('retention')).toMatchObject({
    ...{ late: false, error: 'no answer', last_failure_at: ago(0).toISOString() },
    did: [{ what: 'removed', count: 2 * RETENTION_KINDS.length }],
  });
});

test('slots that should have become checks in the last day are named with their cause', async () => {
  const { db } = database;
  const build = createBuilders(db);
  const { id: template_id } = await build.aTemplate();
  const schedule_id = uuidv7();
  const now = new Date();
  await db.read.schedules.insert(
    { id: schedule_id, name: 'Обход цеха', created_by: null, created_at: now },
    {
      ...{ enabled: true, cron_expression: '0 8 * * *', time_zone: 'Europe/Moscow', template_id },
      ...{ executor_ids: [admin.user_id], assignment: 'each', area_id: null },
      ...{ jitter: null, window: null, skip_holidays: false },
    },
  );
  const slot = async (hoursAgo: number, cause: 'outage' | 'holiday') => {
    const id = await db.read.slots.claim({
      ...{ schedule_id, schedule_version: 1, key: `key-${hoursAgo}`, origin: 'schedule' },
      ...{ slot_at: new Date(now.getTime() - hoursAgo * 3_600_000), recorded_at: now },
    });
    await db.read.slots.insertEntries(id ?? '', [{ executor_id: null, check_id: null, cause }]);
  };
  await slot(1, 'outage');
  await slot(2, 'holiday');
  await slot(30, 'outage');
  expect((await state()).missed_slots).toMatchObject({
    total: 1,
    items: [{ schedule_id, name: 'Обход цеха', cause: 'outage' }],
  });
});

test('Temporal itself names who works at a queue; where it does not answer that is an error within seconds', async () => {
  const { address } = testParts().temporal;
  const temporal = createTemporalClient({ address, namespace: 'default' });
  try {
    const [idle] = await readQueues(temporal, 'default', ['a-queue-of-nobody']);
    expect(idle).toEqual({ queue: 'a-queue-of-nobody', workers: [], backlog: 0 });
  } finally {
    await temporal.close();
  }
  const nobody = createTemporalClient({ address: '127.0.0.1:9', namespace: 'default' });
  await expect(readQueues(nobody, 'default', ['checks'])).rejects.toThrow();
  await nobody.close();
});
