import { auditFaults } from '../../../bench/invariants/audit';
import { createActionActivities } from '../../../activities/actions';
import type { UserActor } from '../../../domain/actor';
import { HOUR, MINUTE, type Plant, aPlant } from '../../support/plant';

let plant: Plant;
let actions: ReturnType<typeof createActionActivities>;
let clock = 0;
beforeAll(async () => {
  plant = await aPlant();
  actions = createActionActivities({ db: plant.db, now: plant.now });
});
afterAll(() => plant?.close());
afterEach(async () => expect(await auditFaults(plant.db.pool)).toEqual([]));

const rule = (owner: string, more: object = {}) => ({
  action: { title: 'Отремонтировать', priority: 'high', due_in: 'PT4H', owner, ...more },
});
const question = (id: string, owner = 'executor', more: object = {}) => ({
  ...{ id, type: 'yes_no', text: `${id}?`, on_fail: rule(owner) },
  ...more,
});
const critical = { critical: true };

const ofCheck = (id: string) =>
  plant.db.pool('actions').where({ check_id: id }).orderBy(['created_at', 'id']);
const atOnce = (id: string) => plant.activities.tellFailures({ check_id: id });
const submit = (id: string) => plant.give(id, 'submit', plant.people.executor, {});
const act = async (id: string, act: 'done' | 'verify' | 'cancel', by: UserActor) => {
  const command = { command_id: `c${(clock += 1)}`, by: { user_id: by.user_id }, reason: 'не нужно' };
  return actions.decideAction({ action_id: id, act, command });
};
/** The recorded times of answers are told apart. */
const answer = async (id: string, question_id: string, value: boolean) => {
  plant.pass(1_000);
  await plant.answer(id, question_id, value);
};

test('at the submit every failed question with a rule makes one action, in the very transaction', async () => {
  const id = await plant.aCheck({ questions: [question('horn'), question('light'), question('seat')] });
  for (const [name, value] of [
    ['horn', false],
    ['light', true],
    ['seat', false],
  ] as const)
    await answer(id, name, value);
  await atOnce(id);
  expect(await ofCheck(id)).toEqual([]);
  await submit(id);
  const { rows } = await plant.db.pool.raw(
    `select x.question_id, x.title, x.origin, x.xmin = c.xmin as together, x.due_at - x.created_at = interval '4 hours' as in_time
       from actions x join checks c on c.id = x.check_id where c.id = ? order by 1`,
    [id],
  );
  const made = { title: 'Отремонтировать', origin: 'rule', together: true, in_time: true };
  expect(rows).toEqual([
    { question_id: 'horn', ...made },
    { question_id: 'seat', ...made },
  ]);
  expect(await plant.story(id)).toEqual([
    ...['opened', 'started', 'action_opened', 'action_opened', 'submitted', 'completed'],
  ]);
  expect(await plant.told(id, plant.people.executor)).toContain('action_assigned');
});

test('a critical one does not wait for the submit, and the submit makes it no second time', async () => {
  const id = await plant.aCheck({ questions: [question('brakes', 'executor', critical)] });
  await answer(id, 'brakes', false);
  await Promise.all([atOnce(id), atOnce(id), atOnce(id)]);
  const [made] = await ofCheck(id);
  expect(made).toMatchObject({ question_id: 'brakes', evidence_required: true, answer_revision: 1 });
  await submit(id);
  expect(await ofCheck(id)).toHaveLength(1);
});

test('changed back and forth while the action is under way, one failed question has one action; that it passed is on its history', async () => {
  const id = await plant.aCheck({ questions: [question('brakes', 'executor', critical)] });
  for (const value of [false, true, false, true, false]) {
    await answer(id, 'brakes', value);
    await atOnce(id);
    await atOnce(id);
  }
  await answer(id, 'brakes', true);
  await submit(id);
  const [made, ...more] = await ofCheck(id);
  expect(more).toEqual([]);
  expect(made.status).toBe('open');
  const kinds = await plant.db
    .pool('action_events')
    .where({ action_id: made.id })
    .orderBy('seq')
    .pluck('kind');
  // Passed at the second and the fourth answer; at the sixth the submit was the first to look.
  expect(kinds).toEqual(['opened', 'answer_passed', 'answer_passed', 'answer_passed']);
});

test('submits that come several times at once, under one id and under others, make each action once', async () => {
  const { executor } = plant.people;
  const id = await plant.aCheck({ questions: [question('horn'), question('brakes', 'executor', critical)] });
  await answer(id, 'horn', false);
  await answer(id, 'brakes', false);
  const sent = ['one', 'one', 'two', 'three'].map((command) =>
    plant.give(id, 'submit', executor, {}, command),
  );
  const outcomes = await Promise.allSettled([...sent, atOnce(id), atOnce(id)]);
  expect(outcomes.filter(({ status }) => status === 'rejected')).not.toHaveLength(sent.length);
  expect((await ofCheck(id)).map((row) => row.question_id).sort()).toEqual(['brakes', 'horn']);
  const events = await plant.db.pool('check_events').where({ check_id: id, kind: 'action_opened' });
  expect(events).toHaveLength(2);
});

test('a slip that is corrected before the process has looked makes no action', async () => {
  const id = await plant.aCheck({ questions: [question('brakes', 'executor', critical)] });
  await answer(id, 'brakes', false);
  await answer(id, 'brakes', true);
  await atOnce(id);
  await submit(id);
  expect(await ofCheck(id)).toEqual([]);
});

test('a check that is returned and submitted again makes no second action, ended or not', async () => {
  const { executor, supervisor } = plant.people;
  const id = await plant.aCheck({ questions: [question('horn')], settings: { review: 'supervisor' } });
  await answer(id, 'horn', false);
  await submit(id);
  const again = async () => {
    await plant.give(id, 'review', supervisor, { decision: 'return', reason: 'проверьте' });
    await submit(id);
    return (await ofCheck(id)).length;
  };
  expect(await again()).toBe(1);
  const [made] = await ofCheck(id);
  plant.pass(MINUTE);
  await act(made.id, 'done', executor);
  await act(made.id, 'verify', supervisor);
  expect(await again()).toBe(1);
  // Another comment on what failed all the time is no new finding.
  await plant.give(id, 'review', supervisor, { decision: 'return', reason: 'опишите' });
  await answer(id, 'horn', false);
  await submit(id);
  expect(await ofCheck(id)).toHaveLength(1);
});

test('what failed anew after the action had ended is a new finding', async () => {
  const { executor, supervisor } = plant.people;
  for (const end of ['verify', 'cancel'] as const) {
    const id = await plant.aCheck({ questions: [question('brakes', 'executor', critical)] });
    await answer(id, 'brakes', false);
    await atOnce(id);
    const [first] = await ofCheck(id);
    // Evidence is another test's matter.
    await plant.db.pool('actions').where({ id: first.id }).update({ evidence_required: false });
    await act(first.id, 'done', executor);
    await act(first.id, end, supervisor);
    await answer(id, 'brakes', true);
    await answer(id, 'brakes', false);
    await atOnce(id);
    await atOnce(id);
    await submit(id);
    expect((await ofCheck(id)).map((row) => [row.answer_revision, row.status])).toEqual([
      [1, end === 'verify' ? 'verified' : 'cancelled'],
      [3, 'open'],
    ]);
  }
});

test('a hidden question makes no action; nor does a check that is missed or cancelled, but for critical failures', async () => {
  const hidden = {
    visible_if: { '==': [{ var: 'answers.horn.value' }, true] },
  };
  const id = await plant.aCheck({ questions: [question('horn'), question('seat', 'executor', hidden)] });
  await answer(id, 'horn', true);
  await answer(id, 'seat', false);
  await answer(id, 'horn', false);
  await submit(id);
  expect((await ofCheck(id)).map((row) => row.question_id)).toEqual(['horn']);

  const stopped = await plant.aCheck({
    questions: [question('horn'), question('brakes', 'executor', critical)],
  });
  await answer(stopped, 'horn', false);
  await answer(stopped, 'brakes', false);
  await plant.give(stopped, 'cancel', plant.people.manager, { reason: 'не та машина' });
  expect((await ofCheck(stopped)).map((row) => row.question_id)).toEqual(['brakes']);
});

test('of several behind the target the least busy owns it; nobody behind it: the supervisor, and that is on record', async () => {
  const { build, areas, people } = plant;
  const fitters = [
    await build.aUser({ role: 'fitter', area_id: areas.area }),
    await build.aUser({ role: 'fitter', area_id: areas.area }),
  ];
  const gone = await build.aUser({ role: 'gone', area_id: areas.area, active: false });
  const owners: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    const id = await plant.aCheck({ questions: [question('horn', 'role:fitter')] });
    await answer(id, 'horn', false);
    await submit(id);
    owners.push((await ofCheck(id))[0].owner_id);
  }
  const ids = fitters.map((one) => one.user_id).sort();
  expect(owners).toEqual([ids[0], ids[1], ids[0], ids[1]]);

  const id = await plant.aCheck({ questions: [question('horn', `user:${gone.user_id}`)] });
  await answer(id, 'horn', false);
  await submit(id);
  const [made] = await ofCheck(id);
  expect(made.owner_id).toBe(people.supervisor.user_id);
  const opened = await plant.db.pool('action_events').where({ action_id: made.id }).first();
  expect(opened.data).toMatchObject({ instead_of: `user:${gone.user_id}`, question: 'horn?' });
});

test('due_in is working time where the template says so', async () => {
  const { build, db } = plant;
  const calendar_id = '01900000-0000-7000-8000-00000000ca1e';
  const day = [{ from: '08:00', to: '16:00' }];
  await db.read.places.insertCalendar({
    ...{ id: calendar_id, name: 'Дневная', holidays: [], working_days: [] },
    week: { mon: day, tue: day, wed: day, thu: day, fri: day },
  });
  const area_id = await build.anArea({ parent_id: plant.areas.area, calendar_id, time_zone: 'UTC' });
  const executor = await build.aUser({ area_id });
  const id = await plant.aCheck({
    executor,
    questions: [question('horn', 'executor', { on_fail: rule('executor', { due_in: 'PT8H' }) })],
    settings: { working_time: true },
    dueInMs: 200 * HOUR,
  });
  await plant.answer(id, 'horn', false, executor);
  await plant.give(id, 'submit', executor, {});
  const [made] = await ofCheck(id);
  // A full working day lies between: never on the same calendar day.
  expect(made.due_at.getTime() - made.created_at.getTime()).toBeGreaterThanOrEqual(8 * HOUR);
  const [hour, minute] = [made.due_at.getUTCHours(), made.due_at.getUTCMinutes()];
  expect(hour * 60 + minute).toBeGreaterThan(8 * 60 - 1);
  expect(hour * 60 + minute).toBeLessThanOrEqual(16 * 60);
});
