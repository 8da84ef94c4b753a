import { randomUUID } from 'node:crypto';
import type { CommandAct } from '../../../domain/command';
import { auditFaults } from '../../../bench/invariants/audit';
import { CHECK_STATUSES, type CheckStatus } from '../../../domain/check';
import { HOUR, type Plant, aPlant } from '../../support/plant';
import { refusalOf } from '../../support/refusal';

let plant: Plant;
beforeAll(async () => {
  plant = await aPlant();
});
afterAll(() => plant?.close());
afterEach(async () => expect(await auditFaults(plant.db.pool)).toEqual([]));

const UNDER_REVIEW = { review: 'supervisor', miss_after: 'P1D' } as const;

const ACTS: readonly CommandAct[] = ['submit', 'review', 'reassign', 'due', 'decline', 'cancel'];

/** Each act by somebody who may, on a check in a state. */
function attempt(act: CommandAct, id: string, command_id = randomUUID()): Promise<unknown> {
  const { executor, supervisor, manager, other } = plant.people;
  const inAnHour = () => new Date(plant.now().getTime() + HOUR).toISOString();
  const reason = 'так надо';
  switch (act) {
    case 'submit':
      return plant.give(id, act, executor, {}, command_id);
    case 'review':
      return plant.give(id, act, supervisor, { decision: 'return', reason }, command_id);
    case 'reassign':
      return plant.give(id, act, manager, { executor_id: other.user_id }, command_id);
    case 'due':
      return plant.give(id, act, manager, { due_at: inAnHour() }, command_id);
    case 'decline':
      return plant.give(id, act, executor, { reason }, command_id);
    case 'cancel':
      return plant.give(id, act, manager, { reason }, command_id);
  }
}

async function aCheckThatIs(status: CheckStatus): Promise<string> {
  const { executor, supervisor } = plant.people;
  const id = await plant.aCheck({ settings: UNDER_REVIEW, answered: status !== 'open' });
  if (status === 'submitted' || status === 'completed') await attempt('submit', id);
  if (status === 'completed') await plant.give(id, 'review', supervisor, { decision: 'accept' });
  if (status === 'declined') await plant.give(id, 'decline', executor, { reason: 'болен' });
  if (status === 'cancelled') await attempt('cancel', id);
  if (status === 'missed') {
    const { due_at } = await plant.row(id);
    await plant.db
      .pool('checks')
      .where({ id })
      .update({ due_at: new Date(plant.now().getTime() - 24 * HOUR) });
    await plant.carryOut(id);
    await plant.db.pool('checks').where({ id }).update({ due_at });
  }
  expect((await plant.row(id)).status).toBe(status);
  return id;
}

const DONE = 'done';
const OUTCOMES: Record<CheckStatus, Record<CommandAct, string>> = {
  open: {
    submit: 'check.incomplete',
    review: 'check.not_submitted',
    reassign: DONE,
    due: DONE,
    decline: DONE,
    cancel: DONE,
  },
  in_progress: {
    submit: DONE,
    review: 'check.not_submitted',
    reassign: DONE,
    due: DONE,
    decline: DONE,
    cancel: DONE,
  },
  submitted: {
    submit: 'check.submitted',
    review: DONE,
    reassign: 'check.submitted',
    due: 'check.submitted',
    decline: 'check.submitted',
    cancel: DONE,
  },
  completed: allClosed(),
  missed: allClosed(),
  declined: allClosed(),
  cancelled: allClosed(),
};

function allClosed(): Record<CommandAct, string> {
  return Object.fromEntries(ACTS.map((act) => [act, 'check.closed'])) as Record<CommandAct, string>;
}

describe.each(CHECK_STATUSES)('a check that is %s', (status) => {
  test.each(ACTS)('%s', async (act) => {
    const id = await aCheckThatIs(status);
    const before = await plant.everything(id);
    const outcome = OUTCOMES[status][act];
    if (outcome === DONE) {
      await attempt(act, id);
      return expect(await plant.everything(id)).not.toEqual(before);
    }
    expect((await refusalOf(attempt(act, id))).code).toBe(outcome);
    expect(await plant.everything(id)).toEqual(before);
  });
});

test.each<[CommandAct, CheckStatus]>([
  ['submit', 'in_progress'],
  ['review', 'submitted'],
  ['reassign', 'in_progress'],
  ['due', 'in_progress'],
  ['decline', 'in_progress'],
  ['cancel', 'submitted'],
])('%s repeated with the same command id changes nothing, in turn or eight at once', async (act, status) => {
  const id = await aCheckThatIs(status);
  const command = randomUUID();
  const states = await Promise.all(Array.from({ length: 8 }, () => attempt(act, id, command)));
  const once = await plant.everything(id);
  expect(await attempt(act, id, command)).toEqual(states[0]);
  expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(1);
  expect(await plant.everything(id)).toEqual(once);
  expect(once.events.filter((event) => event.key === `command:${command}`)).toHaveLength(1);
});

test('eight submits of their own: one is carried out, seven are refused', async () => {
  const id = await plant.aCheck({ answered: true });
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => attempt('submit', id)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await plant.story(id)).toEqual(['opened', 'started', 'submitted', 'completed']);
});

test('an answer and a submit at the same time: nothing is accepted after the submit', async () => {
  const { executor } = plant.people;
  for (let round = 0; round < 10; round += 1) {
    const id = await plant.aCheck({ answered: true });
    const answers = Array.from({ length: 5 }, () => plant.answer(id, 'horn', false));
    const [submitted] = await Promise.allSettled([plant.give(id, 'submit', executor, {}), ...answers]);
    expect(submitted?.status).toBe('fulfilled');
    const last = await plant.db.pool('answers').where({ check_id: id }).max('seq as seq').first();
    const end = (await plant.events(id)).find((event) => event.kind === 'submitted');
    expect(last?.seq).toBeLessThan(end.seq);
  }
});

test('a command by somebody who was deactivated meanwhile is refused', async () => {
  const gone = await plant.build.aUser({ role: 'manager', area_id: plant.areas.area, active: false });
  const id = await plant.aCheck();
  expect((await refusalOf(plant.give(id, 'cancel', gone, { reason: 'всё' }))).code).toBe('access.denied');
});

test('a check that cannot be declined says so', async () => {
  const id = await plant.aCheck({ settings: { allow_decline: false } });
  expect((await refusalOf(attempt('decline', id))).code).toBe('check.decline_not_allowed');
});

test('what had come before the command is carried out first, at its own time', async () => {
  const { executor } = plant.people;
  const id = await plant.aCheck({ settings: { reminders: ['PT30M'] }, dueInMs: HOUR, answered: true });
  const { due_at } = await plant.row(id);
  plant.pass(2 * HOUR);
  await plant.give(id, 'submit', executor, {});
  expect(await plant.story(id)).toEqual([
    'opened',
    'started',
    'reminded',
    'overdue',
    'escalated',
    'submitted',
    'completed',
  ]);
  const overdue = (await plant.events(id)).find((event) => event.kind === 'overdue');
  expect([overdue.planned_at, overdue.at]).toEqual([due_at, plant.now()]);
});

test('a refused command leaves the moments that had come to their own time', async () => {
  const id = await plant.aCheck({ dueInMs: HOUR });
  plant.pass(2 * HOUR);
  const before = await plant.everything(id);
  expect((await refusalOf(attempt('submit', id))).code).toBe('check.incomplete');
  expect(await plant.everything(id)).toEqual(before);
});

test('a command leaves word for the process, in case the task that carried it out is lost', async () => {
  const id = await plant.aCheck();
  await plant.db.pool('outbox').delete();
  await attempt('cancel', id);
  const { fact_seq } = await plant.row(id);
  const waiting = await plant.db.pool('outbox').where({ subject: `check:${id}` });
  expect(waiting).toMatchObject([{ kind: 'facts', urgent: false, payload: { seq: fact_seq } }]);
});
