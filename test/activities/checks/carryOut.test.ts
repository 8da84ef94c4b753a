import { auditFaults } from '../../../bench/invariants/audit';
import { HOUR, MINUTE, type Plant, aPlant } from '../../support/plant';

let plant: Plant;
beforeAll(async () => {
  plant = await aPlant();
});
afterAll(() => plant?.close());
afterEach(async () => expect(await auditFaults(plant.db.pool)).toEqual([]));

const LADDER = {
  reminders: ['PT30M'],
  escalation: [
    { after: 'PT0S', to: ['executor' as const] },
    { after: 'PT1H', to: ['supervisor' as const] },
  ],
  miss_after: 'PT8H',
};

test('moments that coincide are one transaction: the due time, its step, and their notices', async () => {
  const id = await plant.aCheck({ settings: LADDER, dueInMs: HOUR });
  plant.pass(30 * MINUTE);
  expect((await plant.carryOut(id)).next).toMatchObject({ kind: 'due' });
  plant.pass(30 * MINUTE);
  const { rows: before } = await plant.db.pool.raw('select max(xmin::text::bigint) as xid from check_events');
  expect(await plant.carryOut(id)).toMatchObject({ escalation_level: 1, next: { kind: 'step', step: 2 } });
  const { rows } = await plant.db.pool.raw(
    'select kind, xmin::text::bigint as xid from check_events where check_id = ? order by seq',
    [id],
  );
  const after = rows.filter(({ xid }: { xid: number }) => xid > before[0].xid);
  expect(after.map(({ kind }: { kind: string }) => kind)).toEqual(['overdue', 'escalated']);
  expect(new Set(after.map(({ xid }: { xid: number }) => xid)).size).toBe(1);
  expect(await plant.told(id, plant.people.executor)).toEqual(['assigned', 'reminder', 'overdue']);
});

test('carried out again, or by eight at once, nothing happens twice', async () => {
  const id = await plant.aCheck({ settings: LADDER, dueInMs: HOUR });
  plant.pass(HOUR);
  await Promise.all(Array.from({ length: 8 }, () => plant.carryOut(id)));
  const once = await plant.everything(id);
  await plant.carryOut(id);
  expect(await plant.everything(id)).toEqual(once);
  expect(await plant.story(id)).toEqual(['opened', 'reminded', 'overdue', 'escalated']);
});

test('two checks of one executor that fall due together are two notices', async () => {
  const ids = [
    await plant.aCheck({ settings: LADDER, dueInMs: HOUR }),
    await plant.aCheck({ settings: LADDER, dueInMs: HOUR }),
  ];
  plant.pass(HOUR);
  for (const id of ids) await plant.carryOut(id);
  for (const id of ids) expect(await plant.told(id, plant.people.executor)).toEqual(['assigned', 'overdue']);
});

test('a reminder whose time was past at the opening is skipped, and that is on record', async () => {
  const id = await plant.aCheck({ settings: LADDER, dueInMs: 10 * MINUTE });
  await plant.carryOut(id);
  const [, reminded] = await plant.events(id);
  expect(reminded).toMatchObject({ kind: 'reminded', data: { skipped: true, before: 'PT30M' } });
  expect(await plant.told(id, plant.people.executor)).toEqual(['assigned']);
});

test('after an outage passed moments come in order in one transaction, each with its time and that of the doing', async () => {
  const id = await plant.aCheck({ settings: LADDER, dueInMs: HOUR });
  const due = plant.now().getTime() + HOUR;
  plant.pass(4 * HOUR);
  await plant.carryOut(id);
  const events = await plant.events(id);
  expect(events.map(({ kind, planned_at }) => [kind, planned_at?.getTime() - due])).toEqual([
    ['opened', Number.NaN],
    ['reminded', -30 * MINUTE],
    ['overdue', 0],
    ['escalated', 0],
    ['escalated', HOUR],
  ]);
  for (const event of events.slice(1)) expect(event.at).toEqual(plant.now());
  expect(events[1].data.skipped).toBe(true);
  expect(await plant.told(id, plant.people.executor)).not.toContain('reminder');
});

test('a miss that an outage held up waits a quarter of an hour, again after a second outage, and is then missed', async () => {
  const id = await plant.aCheck({ settings: LADDER, dueInMs: HOUR });
  plant.pass(24 * HOUR);
  const waits = await plant.carryOut(id);
  const recovered = plant.now().getTime();
  expect(waits).toMatchObject({ status: 'open', next: { kind: 'miss' } });
  expect(Date.parse(waits.next?.at ?? '') - recovered).toBe(15 * MINUTE);
  expect((await plant.row(id)).miss_not_before.getTime()).toBe(recovered + 15 * MINUTE);

  plant.pass(2 * HOUR);
  expect(await plant.carryOut(id)).toMatchObject({ status: 'open', next: { kind: 'miss' } });
  plant.pass(15 * MINUTE);
  expect(await plant.carryOut(id)).toMatchObject({ status: 'missed', ended: true, next: null });
  expect((await plant.story(id)).at(-1)).toBe('missed');
  expect(await plant.told(id, plant.people.executor)).toContain('missed');
  expect(await plant.told(id, plant.people.supervisor)).toContain('missed');
});

test('in the last quarter of an hour after an outage the check can still be submitted', async () => {
  const id = await plant.aCheck({ settings: LADDER, dueInMs: HOUR, answered: true });
  plant.pass(24 * HOUR);
  expect(await plant.give(id, 'submit', plant.people.executor, {})).toMatchObject({ status: 'completed' });
});

test('a moved due time clears the level, arms every step anew and carries out none of the old ones', async () => {
  const { manager, executor } = plant.people;
  const id = await plant.aCheck({ settings: LADDER, dueInMs: HOUR });
  plant.pass(2 * HOUR);
  await plant.carryOut(id);
  expect((await plant.row(id)).escalation_level).toBe(2);
  const due_at = new Date(plant.now().getTime() + 3 * HOUR).toISOString();
  const moved = await plant.give(id, 'due', manager, { due_at });
  expect(moved).toMatchObject({ escalation_level: 0, due_at, next: { kind: 'reminder' } });
  plant.pass(3 * HOUR);
  expect(await plant.carryOut(id)).toMatchObject({ escalation_level: 1 });
  expect(await plant.story(id)).toEqual([
    'opened',
    'reminded',
    'overdue',
    'escalated',
    'escalated',
    'due_moved',
    'reminded',
    'overdue',
    'escalated',
  ]);
  expect((await plant.told(id, executor)).filter((kind) => kind === 'overdue')).toHaveLength(2);
});

test('a submit stops the ladder; the review has its own, of which the reviewers hear; a return keeps the due time', async () => {
  const { executor, supervisor } = plant.people;
  const settings = { ...LADDER, review: 'supervisor' as const, review_due_in: 'PT2H' };
  const id = await plant.aCheck({ settings, dueInMs: HOUR, answered: true });
  const { due_at } = await plant.row(id);
  expect(await plant.give(id, 'submit', executor, {})).toMatchObject({
    status: 'submitted',
    next: { kind: 'due' },
  });
  plant.pass(90 * MINUTE);
  await plant.carryOut(id);
  expect(await plant.story(id)).not.toContain('overdue');
  plant.pass(30 * MINUTE);
  await plant.carryOut(id);
  expect(await plant.told(id, supervisor)).toEqual(['submitted_for_review', 'review_overdue']);
  plant.pass(HOUR);
  await plant.carryOut(id);
  expect(await plant.told(id, supervisor)).toEqual([
    'submitted_for_review',
    'review_overdue',
    'review_overdue',
  ]);

  await plant.give(id, 'review', supervisor, { decision: 'return', reason: 'нет фото' });
  const returned = await plant.row(id);
  expect(returned).toMatchObject({
    status: 'in_progress',
    due_at,
    score: null,
    verdict: null,
    reviewer_ids: [],
  });
  await plant.carryOut(id);
  expect((await plant.story(id)).slice(-4)).toEqual(['reminded', 'overdue', 'escalated', 'escalated']);
});

test('a reviewer at whose door the due time and its step ring together hears once', async () => {
  const { executor, supervisor } = plant.people;
  const settings = {
    review: 'supervisor' as const,
    review_due_in: 'PT1H',
    escalation: [{ after: 'PT0S', to: ['supervisor' as const] }],
  };
  const id = await plant.aCheck({ settings, answered: true });
  await plant.give(id, 'submit', executor, {});
  plant.pass(HOUR);
  await plant.carryOut(id);
  expect(await plant.told(id, supervisor)).toEqual(['submitted_for_review', 'review_overdue']);
});

test('without a fit reviewer anyone with the right may review: they are told, and it is on record', async () => {
  const { manager, supervisor } = plant.people;
  const alone = await plant.build.aUser({ role: 'supervisor', area_id: plant.areas.area });
  const settings = { review: 'supervisor' as const, review_due_in: 'PT1H', escalation: [] };
  const id = await plant.aCheck({ settings, answered: true, executor: alone });
  await plant.give(id, 'submit', alone, {});
  const submitted = (await plant.events(id)).find((event) => event.kind === 'submitted');
  expect(submitted.data).toMatchObject({ reviewers: [], anyone: true });
  plant.pass(HOUR);
  await plant.carryOut(id);
  for (const person of [manager, supervisor])
    expect(await plant.told(id, person)).toEqual(['submitted_for_review', 'review_overdue']);
  expect(await plant.told(id, alone)).toEqual(['assigned']);
  expect(await plant.give(id, 'review', manager, { decision: 'accept' })).toMatchObject({
    status: 'completed',
  });
});

test('an ended check has no moments left', async () => {
  const id = await plant.aCheck({ settings: LADDER, dueInMs: HOUR });
  await plant.give(id, 'cancel', plant.people.manager, { reason: 'не нужна' });
  const before = await plant.everything(id);
  plant.pass(48 * HOUR);
  expect(await plant.carryOut(id)).toMatchObject({ ended: true, next: null });
  expect(await plant.everything(id)).toEqual(before);
});
