import { v7 as uuidv7 } from 'uuid';
import pino from 'pino';
import { allRoutes } from '../../../api/routes';
import { listen } from '../../../db/listen';
import { LIVE_CHANNEL } from '../../../db/live';
import type { UserActor } from '../../../domain/actor';
import { loadSession } from '../../../services/auth/loadSession';
import { logout } from '../../../services/auth/logout';
import { createCheck } from '../../../services/checks/createCheck';
import { recordAnswer } from '../../../services/checks/recordAnswers';
import type { Services } from '../../../services/context';
import {
  type LiveFeed,
  type LiveFeedDeps,
  type LiveReader,
  createLiveFeed,
} from '../../../services/live/liveFeed';
import { revokeSessions } from '../../../services/sessions/revokeSessions';
import { createBuilders } from '../../support/builders';
import { type TestDatabase, testDatabase } from '../../support/database';
import { eventually } from '../../support/eventually';
import { type EventReader, readEvents } from '../../support/eventReader';
import { as, testServices } from '../../support/services';
import { type SignedInApi, startSignedInApi } from '../../support/signedInApi';

let database: TestDatabase;
let services: Services;
let build: ReturnType<typeof createBuilders>;
let feed: LiveFeed;
let api: SignedInApi;
let here: string;
let there: string;
let manager: UserActor;
let executor: UserActor;
let stranger: UserActor;
let templateId: string;
const open: { close(): void }[] = [];

const deps = (over: Partial<LiveFeedDeps> = {}): LiveFeedDeps => ({
  db: database.db,
  loadSession: loadSession({ db: database.db }),
  wake: (heard) => listen(database.appUrl, LIVE_CHANNEL, pino({ level: 'silent' }), heard),
  logger: pino({ level: 'silent' }),
  now: () => new Date(),
  ...over,
});

beforeAll(async () => {
  database = await testDatabase();
  build = createBuilders(database.db);
  feed = createLiveFeed(
    deps({ limits: { streamsPerUser: 3, streams: 6, replayed: 40, gapMs: 20, beatMs: 200 } }),
  );
  services = testServices(database.db, { live: feed });
  api = await startSignedInApi(allRoutes(services), services);
  const plant = await build.anArea();
  here = await build.anArea({ parent_id: plant });
  there = await build.anArea({ parent_id: plant });
  manager = await build.aUser({ role: 'manager', area_id: here });
  executor = await build.aUser({ area_id: here });
  stranger = await build.aUser({ role: 'manager', area_id: there });
  templateId = (await build.aTemplate()).id;
});
afterEach(async () => {
  open.splice(0).forEach((one) => one.close());
  await eventually(() => expect(feed.size()).toBe(0));
});
afterAll(async () => {
  await feed?.close();
  await api?.stop();
  await database?.close();
});

async function reads(user: UserActor, since?: string): Promise<EventReader> {
  const reader = await readEvents(api.url, await api.signIn(user), since);
  open.push(reader);
  if (reader.status === 200) await reader.heard('ready');
  return reader;
}

/** A reader without HTTP in between, and what it is told. */
function aReader(actor: UserActor, expiresAt = new Date(Date.now() + 60_000)) {
  const told: unknown[][] = [];
  const reader: LiveReader = {
    ...{ actor, expiresAt, sessionId: uuidv7() },
    sink: {
      event: (name, { id, status }) => void told.push([name, id, status]),
      reset: () => void told.push(['reset']),
      ready: () => void told.push(['ready']),
      beat: () => void told.push(['beat']),
      end: (reason) => void told.push([reason]),
    },
  };
  return { told, reader };
}

const aCheck = (over: { executor_id?: string; area_id?: string; by?: UserActor } = {}) =>
  createCheck(as(over.by ?? manager, services), {
    ...{ template_id: templateId, executor_id: executor.user_id, area_id: here },
    ...(over.executor_id && { executor_id: over.executor_id }),
    ...(over.area_id && { area_id: over.area_id }),
  });

async function entry(action: string, entity_id: string, before: Record<string, unknown> | null = null) {
  await database.db.transaction(async (tx) => {
    tx.audit.append({ actor: manager, action, entity_id, area_id: null, diff: { before, after: null } });
  });
}

const namesIn = ({ events }: EventReader) =>
  events.map(({ event }) => event).filter((event) => event !== 'beat');
const of = (id: string) => (data: { id: string }) => data.id === id;

test('who sees a check hears of it, and of nothing that lies in another area', async () => {
  const seeing = await reads(manager);
  const filling = await reads(executor);
  const outside = await reads(stranger);
  expect(seeing.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');

  const id = await aCheck();
  expect(await seeing.heard('check', of(id))).toEqual({
    id: expect.stringMatching(/^\d+$/),
    event: 'check',
    data: { id, area_id: here, status: 'open' },
  });
  await recordAnswer(as(executor, services), id, { question_id: 'horn', value: true });
  await seeing.heard('check', (data) => data.id === id && data.status === 'in_progress');
  await filling.heard('check', (data) => data.id === id && data.status === 'in_progress');
  await filling.heard('notice');

  const beyond = await aCheck({ by: stranger, executor_id: stranger.user_id, area_id: there });
  await outside.heard('check', of(beyond));
  const after = await aCheck();
  await seeing.heard('check', of(after));
  expect([...seeing.events, ...filling.events].filter(({ data }) => data.id === beyond)).toEqual([]);
  expect(outside.events.filter(({ event }) => event === 'check').map(({ data }) => data.id)).not.toContain(
    id,
  );
});

test('from whom a check is taken hears once that it is gone, and no more of it', async () => {
  const id = await aCheck();
  const former = await reads(executor);
  const other = await build.aUser({ area_id: there });
  await database.db.pool('checks').where({ id }).update({ executor_id: other.user_id });
  await entry('check.reassign', id, { executor_id: executor.user_id });
  const { data } = await former.heard('check', of(id));
  expect(data).toEqual({ id, gone: true });
  await entry('check.due', id);
  const own = await aCheck();
  await former.heard('check', of(own));
  expect(former.events.filter((one) => one.data.id === id)).toHaveLength(1);
});

test('who comes back hears what was missed, each check once, at any server of the plant', async () => {
  const before = await reads(manager);
  const id = await aCheck();
  await before.heard('check', of(id));
  before.close();
  await recordAnswer(as(executor, services), id, { question_id: 'horn', value: true });
  await recordAnswer(as(executor, services), id, { question_id: 'brakes', value: true });
  const unseen = await aCheck();

  const elsewhere = createLiveFeed(deps());
  const { told, reader } = aReader(manager);
  await elsewhere.join(reader, Number(before.lastId()));
  expect(told.filter(([event]) => event !== 'notice')).toEqual([
    ['check', id, 'in_progress'],
    ['check', unseen, 'open'],
    ['ready'],
  ]);
  await elsewhere.close();
});

test('who was away for longer than is kept, or names no id of ours, reads everything anew', async () => {
  const before = await reads(manager);
  const since = before.lastId();
  before.close();
  for (let n = 0; n < 41; n += 1) await entry('template.update', uuidv7());
  const again = await reads(manager, since);
  expect(namesIn(again)).toEqual(['reset', 'ready']);
  expect(Number(again.lastId())).toBeGreaterThan(Number(since));
  const fresh = await reads(manager, 'not-ours');
  expect(namesIn(fresh)).toEqual(['reset', 'ready']);
});

test('more than can be told piece by piece is one reset', async () => {
  const reader = await reads(manager);
  await database.db.transaction(async (tx) => {
    for (let n = 0; n < 201; n += 1)
      tx.audit.append({
        ...{ actor: manager, action: 'template.update', entity_id: uuidv7(), area_id: null },
        diff: { before: null, after: null },
      });
  });
  await reader.heard('reset');
});

test('a heart beats while nothing happens, and carries where to resume', async () => {
  const reader = await reads(manager);
  expect((await reader.heard('beat')).id).toBe(reader.events[0]?.id);
});

test('a stream ends with its session, its user, and its token; what rights change is read anew', async () => {
  const actor = await build.aUser({ role: 'supervisor', area_id: here });
  const [first, second] = [await reads(actor), await reads(actor)];
  const { rows } = (await database.db.pool.raw(
    'select id from sessions where user_id = ? order by created_at, id',
    [actor.user_id],
  )) as { rows: { id: string }[] };
  await logout(as(actor, services), rows[0]!.id);
  expect((await first.heard('end')).data).toEqual({ reason: 'session_ended' });
  await first.ended();
  expect(second.events.map(({ event }) => event)).not.toContain('end');

  const admin = await build.aUser({ role: 'admin' });
  const patch = { area_id: there };
  expect((await api.as(admin, 'PATCH', `/users/${actor.user_id}`, { body: patch })).status).toBe(200);
  await second.heard('reset');
  const hidden = await aCheck();
  const shown = await aCheck({ by: stranger, executor_id: stranger.user_id, area_id: there });
  await second.heard('check', of(shown));
  expect(second.events.filter(({ data }) => data.id === hidden)).toEqual([]);

  expect((await api.as(admin, 'PATCH', `/users/${actor.user_id}`, { body: { active: false } })).status).toBe(
    200,
  );
  await second.ended();

  const revoked = await reads(executor);
  await revokeSessions(as(admin, services), executor.user_id);
  await revoked.ended();
});

test('a token that runs out ends its stream', async () => {
  const { told, reader } = aReader(manager, new Date(Date.now() + 50));
  await feed.join(reader);
  const other = await reads(manager);
  await other.heard('beat');
  await other.heard('beat', () => told.some(([word]) => word === 'token_expired'));
});

test('who comes while the server stops is sent away, and nothing goes on for them', async () => {
  const stopping = createLiveFeed(deps());
  const coming = stopping.join(aReader(manager).reader).catch((error: Error) => error);
  await stopping.close();
  expect(await coming).toMatchObject({ code: 'service.unavailable' });
  expect(stopping.size()).toBe(0);
});

test('a user has so many streams and no more, the server likewise; who leaves makes room', async () => {
  const three = [await reads(manager), await reads(manager), await reads(manager)];
  const fourth = await reads(manager);
  expect([fourth.status, fourth.headers.get('retry-after')]).toEqual([429, '30']);
  const others = [await reads(executor), await reads(stranger), await reads(stranger)];
  expect(others.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await reads(executor)).status).toBe(503);
  three[0]!.close();
  await eventually(() => expect(feed.size()).toBe(5));
  expect((await reads(manager)).status).toBe(200);
});

test('what leaves no audit entry is told without an id: a report being made, a notice read elsewhere', async () => {
  const check_id = await aCheck();
  const id = uuidv7();
  await database.db.read.reports.ensure({
    ...{ id, check_id, check_revision: 1, format: 'PDF', parameters: {}, created_at: new Date() },
    requested_by: executor.user_id,
  });
  const [asking, outside] = [await reads(executor), await reads(stranger)];
  await database.db.read.reports.update(id, { status: 'running' });
  expect(await asking.heard('report')).toEqual({
    event: 'report',
    data: { id, check_id, area_id: here, status: 'running' },
  });
  expect((await api.as(executor, 'POST', '/notices/read')).status).toBeLessThan(300);
  await asking.heard('notice', (data) => data.id === undefined);
  const own = await aCheck({ by: stranger, executor_id: stranger.user_id, area_id: there });
  await outside.heard('check', of(own));
  expect(namesIn(outside)).not.toContain('report');
});

test('while nobody reads, nothing listens', async () => {
  const listening = async () => {
    const rows = await database.db
      .pool('pg_stat_activity')
      .where('application_name', `proverka-listen-${LIVE_CHANNEL}`)
      .whereRaw('datname = current_database()');
    return rows.length;
  };
  await eventually(async () => expect(await listening()).toBe(0));
  await reads(manager);
  await eventually(async () => expect(await listening()).toBe(1));
});
