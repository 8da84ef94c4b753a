import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import pino from 'pino';
import type { ProcessMessages, Subject } from '../../clients/temporal';
import { listen } from '../../db/listen';
import { OUTBOX_CHANNEL, type OutboxMessage } from '../../db/outbox';
import { type OutboxQueue, createOutboxQueue } from '../../db/repositories/outboxQueue';
import { type Dispatcher, startDispatcher } from '../../worker/dispatcher';
import { type TestDatabase, testDatabase } from '../support/database';
import { eventually } from '../support/eventually';

const logger = pino({ level: 'silent' });
const A_LONG_PAUSE_MS = 600_000;
const IN_FLIGHT = 32;

let database: TestDatabase;
let queue: OutboxQueue;
let running: Dispatcher[] = [];

beforeAll(async () => {
  database = await testDatabase({ maxConnections: 20 });
  queue = createOutboxQueue(database.db.pool);
});
afterEach(async () => {
  await Promise.all(running.map((dispatcher) => dispatcher.stop()));
  running = [];
  await database.db.pool('outbox').delete();
  await database.db.pool('outbox_claims').delete();
});
afterAll(() => database?.close());

interface Told {
  subject: string;
  what: string;
  seq?: number;
  tell_failures?: boolean;
}

/** Processes that write down what they are told; `meanwhile` is what each call takes. */
function listeners(meanwhile: (told: Told) => Promise<void> | void = () => undefined) {
  const told: Told[] = [];
  const underWay = new Map<string, number>();
  let mostAtOnce = 0;
  let mostOfOne = 0;
  async function hear(subject: Subject, what: string, input: object = {}): Promise<void> {
    const entry: Told = { subject: subject.workflowId, what, ...input };
    underWay.set(entry.subject, (underWay.get(entry.subject) ?? 0) + 1);
    const counts = [...underWay.values()];
    mostOfOne = Math.max(mostOfOne, ...counts);
    mostAtOnce = Math.max(
      mostAtOnce,
      counts.reduce((all, one) => all + one, 0),
    );
    try {
      await meanwhile(entry);
      told.push(entry);
    } finally {
      underWay.set(entry.subject, (underWay.get(entry.subject) ?? 1) - 1);
    }
  }
  const processes: ProcessMessages = {
    start: (subject) => hear(subject, 'start'),
    signal: (subject, signal, input) => hear(subject, signal, input),
  };
  return {
    processes,
    told,
    of: (id: string) => told.filter((entry) => entry.subject === `check-${id}`),
    mostAtOnce: () => mostAtOnce,
    mostOfOne: () => mostOfOne,
  };
}

/** Schedules that Temporal was told of. */
const applied: string[] = [];
const applySchedule = async (id: string): Promise<void> => void applied.push(id);

function dispatch(processes: ProcessMessages, restMs = A_LONG_PAUSE_MS): void {
  const wake = (heard: () => void) => listen(database.appUrl, OUTBOX_CHANNEL, logger, heard);
  running.push(startDispatcher({ queue, processes, applySchedule, logger, wake, restMs }));
}

const tell = (...messages: OutboxMessage[]): Promise<void> =>
  database.db.transaction(async (tx) => messages.forEach(tx.outbox.tell));

const fact = (id: string, seq: number, more: Partial<OutboxMessage> = {}): OutboxMessage => ({
  subject: `check:${id}`,
  kind: 'facts',
  payload: { seq },
  ...more,
});

const isDrained = () => eventually(async () => expect(await queue.state()).toMatchObject({ messages: 0 }));

test('the first fact is told at once; those after it wait for the pause and then go in one signal', async () => {
  const [check, other] = [randomUUID(), randomUUID()];
  const heard = listeners();
  dispatch(heard.processes);
  await tell(fact(check, 1));
  await eventually(() => expect(heard.of(check)).toHaveLength(1));

  await tell(fact(check, 2));
  await tell(fact(check, 3));
  await tell(fact(other, 1));
  await eventually(() => expect(heard.of(other)).toHaveLength(1));
  expect(heard.of(check)).toHaveLength(1);

  await database.db.pool('outbox_claims').update({ until: new Date() });
  await tell(fact(randomUUID(), 1));
  await eventually(() => expect(heard.of(check).map(({ seq }) => seq)).toEqual([1, 3]));
  await isDrained();
});

test('the pause ends by itself', async () => {
  const check = randomUUID();
  const heard = listeners();
  dispatch(heard.processes, 200);
  for (let seq = 1; seq <= 20; seq += 1) await tell(fact(check, seq));
  await eventually(() => expect(heard.of(check).at(-1)?.seq).toBe(20));
  expect(heard.of(check).length).toBeLessThan(20);
});

test('an urgent fact skips the pause and takes along what waits', async () => {
  const check = randomUUID();
  const heard = listeners();
  dispatch(heard.processes);
  await tell(fact(check, 1));
  await eventually(() => expect(heard.of(check)).toHaveLength(1));
  await tell(fact(check, 2));
  await tell(fact(check, 3, { urgent: true, payload: { seq: 3, tell_failures: true } }));
  await eventually(() => expect(heard.of(check)).toHaveLength(2));
  expect(heard.of(check)[1]).toMatchObject({ seq: 3, tell_failures: true });
  await isDrained();
});

test('what nobody waits for is held, and then goes in one signal with what has come meanwhile', async () => {
  const check = randomUUID();
  const heard = listeners();
  const held = createOutboxQueue(database.db.pool, { holdMs: 700 });
  const wake = (heardOf: () => void) => listen(database.appUrl, OUTBOX_CHANNEL, logger, heardOf);
  running.push(startDispatcher({ queue: held, processes: heard.processes, applySchedule, logger, wake }));
  for (let seq = 1; seq <= 5; seq += 1) await tell(fact(check, seq, { quiet: true }));
  await tell(fact(randomUUID(), 1));
  await eventually(() => expect(heard.told).toHaveLength(1));
  expect(heard.of(check)).toEqual([]);
  await isDrained();
  expect(heard.of(check).map(({ seq }) => seq)).toEqual([5]);
});

test('an urgent fact takes along what is held', async () => {
  const check = randomUUID();
  const heard = listeners();
  dispatch(heard.processes);
  await tell(fact(check, 1, { quiet: true }));
  await tell(fact(check, 2, { urgent: true, payload: { seq: 2, tell_failures: true } }));
  await isDrained();
  expect(heard.of(check)).toEqual([expect.objectContaining({ seq: 2, tell_failures: true })]);
});

test('a quiet fact wakes no dispatcher', async () => {
  const ear = new Client({ connectionString: database.appUrl });
  let heard = 0;
  ear.on('notification', () => {
    heard += 1;
  });
  await ear.connect();
  await ear.query(`listen ${OUTBOX_CHANNEL}`);
  await tell(fact(randomUUID(), 1, { quiet: true }));
  await tell(fact(randomUUID(), 1));
  await eventually(() => expect(heard).toBeGreaterThan(0));
  expect(heard).toBe(1);
  await ear.end();
});

test('a fact starts the process that is still to be started, and the start is not told again', async () => {
  const check = randomUUID();
  await tell({ subject: `check:${check}`, kind: 'start', wanted_at: new Date(Date.now() + 3_600_000) });
  await tell(fact(check, 1));
  await tell({ subject: `check:${check}`, kind: 'timing' });
  const heard = listeners();
  dispatch(heard.processes);
  await isDrained();
  expect(heard.of(check).map(({ what }) => what)).toEqual(['factsRecorded', 'timingChanged']);
});

test('when a call fails nothing is lost: it is told again until it is heard', async () => {
  const check = randomUUID();
  let refusals = 0;
  const heard = listeners(() => {
    refusals += 1;
    if (refusals <= 2) throw new Error('Temporal is away');
  });
  dispatch(heard.processes);
  await tell(fact(check, 1, { payload: { seq: 1, tell_failures: true } }));
  await eventually(() => expect(refusals).toBeGreaterThan(0));
  await tell(fact(check, 2));
  await isDrained();
  expect(heard.of(check).at(-1)).toMatchObject({ seq: 2 });
  expect(heard.of(check).some(({ tell_failures }) => tell_failures)).toBe(true);
});

test('a message committed late keeps its place in the outbox though a later one was delivered', async () => {
  const check = randomUUID();
  await tell(fact(check, 1), fact(check, 2));
  const [claim] = await queue.claim(1, 30_000);
  const [first, second] = await queue.messages(`check:${check}`);
  if (!claim || !first || !second) throw new Error('Nothing was claimed');
  await queue.acknowledge(claim, [second.seq], 0);
  expect((await queue.messages(`check:${check}`)).map(({ seq }) => seq)).toEqual([first.seq]);
});

test('two dispatchers tell everything, in order, and never the same subject at the same time', async () => {
  const checks = Array.from({ length: 40 }, () => randomUUID());
  const heard = listeners(() => new Promise((resolve) => setImmediate(resolve)));
  dispatch(heard.processes, 0);
  dispatch(heard.processes, 0);
  for (let seq = 1; seq <= 15; seq += 1) await Promise.all(checks.map((check) => tell(fact(check, seq))));
  await isDrained();
  expect(heard.mostOfOne()).toBe(1);
  for (const check of checks) {
    const seqs = heard.of(check).map(({ seq }) => seq);
    expect(seqs.at(-1)).toBe(15);
    expect(seqs).toEqual([...seqs].sort((a, b) => (a ?? 0) - (b ?? 0)));
  }
});

test('what a dispatcher had claimed when it died is told by another once the claim has run out', async () => {
  const check = randomUUID();
  await tell(fact(check, 1));
  expect(await queue.claim(10, 300)).toHaveLength(1);
  const heard = listeners();
  dispatch(heard.processes);
  await eventually(() => expect(heard.of(check)).toHaveLength(1));
  await isDrained();
});

test('a dispatcher whose claim another has taken over ends neither the claim nor the pause of the other', async () => {
  const check = randomUUID();
  await tell(fact(check, 1));
  const [late] = await queue.claim(10, 0);
  const [current] = await queue.claim(10, 60_000);
  if (!late || !current) throw new Error('It was not claimed twice');
  await queue.acknowledge(late, [], 0);
  await queue.postpone(late, 0);
  await queue.release(late);
  expect(await queue.claim(10, 60_000)).toEqual([]);
  expect(current.token).not.toBe(late.token);
});

test('starts leave in the order of their next moment, and no more than a bounded number at a time', async () => {
  const checks = Array.from({ length: 200 }, () => randomUUID());
  const now = Date.now();
  const starts = checks.map(
    (check, index): OutboxMessage => ({
      subject: `check:${check}`,
      kind: 'start',
      wanted_at: new Date(now + (index + 1) * 60_000),
    }),
  );
  await tell(...[...starts].reverse());
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const heard = listeners(() => gate);
  dispatch(heard.processes);
  await eventually(() => expect(heard.mostAtOnce()).toBe(IN_FLIGHT));
  open();
  await isDrained();
  expect(heard.mostAtOnce()).toBe(IN_FLIGHT);
  expect(new Set(heard.told.map(({ subject }) => subject)).size).toBe(200);
  const ranks = heard.told.map(({ subject }) => checks.findIndex((check) => subject === `check-${check}`));
  ranks.forEach((rank, index) => expect(Math.abs(rank - index)).toBeLessThan(2 * IN_FLIGHT));
});

test('a fact of now goes before starts that can wait', async () => {
  const check = randomUUID();
  const later = new Date(Date.now() + 3_600_000);
  await tell(
    ...Array.from(
      { length: 100 },
      (): OutboxMessage => ({
        subject: `check:${randomUUID()}`,
        kind: 'start',
        wanted_at: later,
      }),
    ),
    fact(check, 1),
  );
  const heard = listeners();
  dispatch(heard.processes);
  await isDrained();
  expect(heard.told.findIndex(({ subject }) => subject === `check-${check}`)).toBeLessThan(IN_FLIGHT);
});

test('the loss of every database connection loses no message', async () => {
  const check = randomUUID();
  const heard = listeners();
  dispatch(heard.processes, 0);
  await tell(fact(check, 1));
  await eventually(() => expect(heard.of(check)).toHaveLength(1));
  const name = new URL(database.appUrl).pathname.slice(1);
  await database.db.pool.raw(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = ? and pid <> pg_backend_pid()`,
    [name],
  );
  await eventually(() => tell(fact(check, 2)));
  await isDrained();
  expect(heard.of(check).at(-1)?.seq).toBe(2);
});
