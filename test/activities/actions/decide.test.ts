import { randomUUID } from 'node:crypto';
import { auditFaults } from '../../../bench/invariants/audit';
import { createActionActivities } from '../../../activities/actions';
import type { ActionCommandAct, ActionCommands } from '../../../domain/action';
import type { UserActor } from '../../../domain/actor';
import { commentAction } from '../../../services/actions/commentAction';
import { createAction } from '../../../services/actions/createAction';
import { HOUR, type Plant, aPlant } from '../../support/plant';
import { refusalOf } from '../../support/refusal';

let plant: Plant;
let actions: ReturnType<typeof createActionActivities>;
beforeAll(async () => {
  plant = await aPlant();
  actions = createActionActivities({ db: plant.db, now: plant.now });
});
afterAll(() => plant?.close());
afterEach(async () => expect(await auditFaults(plant.db.pool)).toEqual([]));

const inHours = (n: number) => new Date(plant.now().getTime() + n * HOUR).toISOString();

async function anAction(over: object = {}): Promise<string> {
  const { manager, executor } = plant.people;
  const { action } = await createAction(plant.as(manager), {
    ...{ title: 'Убрать пролив', priority: 'low', owner_id: executor.user_id, due_at: inHours(4) },
    ...over,
  });
  return action.id;
}

const give = <A extends ActionCommandAct>(
  id: string,
  act: A,
  by: UserActor,
  input: ActionCommands[A],
  command_id: string = randomUUID(),
) =>
  actions.decideAction({
    action_id: id,
    act,
    command: { ...input, command_id, by: { user_id: by.user_id } },
  });
const carryOut = (id: string) =>
  actions.carryOutAction({ action_id: id, moment_at: plant.now().toISOString() });
const row = (id: string) => plant.db.pool('actions').where({ id }).first();
const story = (id: string): Promise<string[]> =>
  plant.db.pool('action_events').where({ action_id: id }).orderBy('seq').pluck('kind');
const told = async (id: string, person: UserActor): Promise<string[]> =>
  plant.db
    .pool('notices')
    .where({ user_id: person.user_id })
    .whereRaw("data ->> 'action_id' = ?", [id])
    .orderBy('id')
    .pluck('kind');

async function everything(id: string) {
  const count = (table: string, where: object) => plant.db.pool(table).where(where).count('* as n').first();
  return {
    row: await row(id),
    story: await story(id),
    notices: await plant.db.pool('notices').whereRaw("data ->> 'action_id' = ?", [id]).orderBy('id'),
    comments: await plant.db.pool('action_comments').where({ action_id: id }),
    audited: await count('audit_log', { entity_id: id }),
    told: await count('outbox', { subject: `action:${id}` }),
  };
}

test('each command carried out twice under its id, also at once, has happened once', async () => {
  const { manager, executor, other } = plant.people;
  const id = await anAction();
  const commands: [ActionCommandAct, UserActor, object][] = [
    ['change', manager, { title: 'Убрать пролив масла', due_at: inHours(6) }],
    ['start', executor, {}],
    ['done', executor, { comment: 'убрано' }],
    ['return', manager, { reason: 'пятно осталось', due_at: inHours(8) }],
    ['change', manager, { owner_id: other.user_id }],
    ['done', other, {}],
    ['verify', manager, { comment: 'чисто' }],
  ];
  for (const [act, by, input] of commands) {
    const command_id = randomUUID();
    const again = () => give(id, act, by, input as never, command_id);
    await Promise.all([again(), again(), again()]);
    const once = await everything(id);
    await again();
    expect(await everything(id)).toEqual(once);
  }
  expect(await story(id)).toEqual([
    ...['opened', 'changed', 'started', 'done', 'returned', 'changed', 'done', 'verified'],
  ]);
  expect(await row(id)).toMatchObject({
    ...{ status: 'verified', due_version: 3, done_by: other.user_id, verified_by: manager.user_id },
  });
  expect(await told(id, executor)).toEqual([
    ...['action_assigned', 'action_due_moved', 'action_returned', 'action_reassigned_away'],
  ]);
});

test('who may not, and what is not in this state, is refused under the lock', async () => {
  const { manager, supervisor, executor, other } = plant.people;
  const id = await anAction({ evidence_required: true });
  const codeOf = async (refused: Promise<unknown>) => (await refusalOf(refused)).code;
  expect(await codeOf(give(id, 'start', other, {}))).toBe('action.not_found');
  expect(await codeOf(give(id, 'start', manager, {}))).toBe('action.not_owner');
  expect(await codeOf(give(id, 'verify', executor, {}))).toBe('access.denied');
  expect(await codeOf(give(id, 'verify', manager, {}))).toBe('action.not_done');
  expect(await codeOf(give(id, 'done', executor, {}))).toBe('action.evidence_required');
  expect(await codeOf(give(id, 'change', manager, { due_at: inHours(-1) }))).toBe('action.due_in_past');
  expect(await codeOf(give(id, 'change', manager, { owner_id: randomUUID() }))).toBe('action.owner_unfit');
  await plant.db.pool('actions').where({ id }).update({ evidence_required: false });
  // A supervisor's own work is for another to verify, also when it was handed on in between.
  await give(id, 'change', manager, { owner_id: supervisor.user_id });
  await give(id, 'done', supervisor, {});
  expect(await codeOf(give(id, 'verify', supervisor, {}))).toBe('action.own_work');
  expect(await codeOf(give(id, 'return', supervisor, { reason: 'нет' }))).toBe('action.own_work');
  expect(await codeOf(give(id, 'done', supervisor, {}))).toBe('action.done');
  expect(await codeOf(give(id, 'change', manager, { owner_id: other.user_id }))).toBe('action.done');
  await give(id, 'change', manager, { priority: 'high' });
  await give(id, 'verify', manager, {});
  for (const act of ['done', 'start'] as const)
    expect(await codeOf(give(id, act, supervisor, {}))).toBe('action.closed');
  expect(await codeOf(give(id, 'cancel', manager, { reason: 'нет' }))).toBe('action.closed');
});

test('a right that was taken away meanwhile no longer counts', async () => {
  const { build, areas, people } = plant;
  const leaving = await build.aUser({ role: 'supervisor', area_id: areas.area });
  const id = await anAction();
  await give(id, 'done', people.executor, {});
  await plant.db.pool('users').where({ id: leaving.user_id }).update({ active: false });
  expect((await refusalOf(give(id, 'verify', leaving, {}))).code).toBe('access.denied');
});

test('moments that coincide are carried out together, late ones in order, and again none', async () => {
  const { manager, supervisor, executor } = plant.people;
  const id = await anAction({ due_at: inHours(1) });
  plant.pass(2 * HOUR);
  await Promise.all([carryOut(id), carryOut(id)]);
  const once = await everything(id);
  await carryOut(id);
  expect(await everything(id)).toEqual(once);
  expect(once.story).toEqual(['opened', 'reminded', 'overdue', 'escalated']);
  // A reminder that comes after the due time would only say what is known.
  expect(await told(id, executor)).toEqual(['action_assigned', 'action_overdue']);
  expect(await told(id, supervisor)).toEqual(['action_escalation']);
  expect(once.row).toMatchObject({ escalation_level: 1, revision: 1 });

  await give(id, 'done', executor, {});
  expect(await told(id, supervisor)).toEqual(['action_escalation', 'action_done']);
  plant.pass(9 * HOUR);
  await carryOut(id);
  expect(await told(id, manager)).toContain('action_verify_overdue');
  expect(await told(id, executor)).not.toContain('action_verify_overdue');
});

test('of a command late at its process the moments before it come first in the story', async () => {
  const id = await anAction({ due_at: inHours(1) });
  plant.pass(2 * HOUR);
  await give(id, 'start', plant.people.executor, {});
  expect(await story(id)).toEqual(['opened', 'reminded', 'overdue', 'escalated', 'started']);
});

test('where nobody near may verify, done work is told to everybody who may', async () => {
  const { build, areas, people } = plant;
  const alone = await build.aUser({ area_id: areas.area });
  const admin = await build.aUser({ role: 'admin' });
  const id = await anAction({ owner_id: alone.user_id });
  await plant.db.pool('actions').where({ id }).update({ created_by: null });
  await give(id, 'done', alone, {});
  for (const person of [people.manager, people.supervisor, admin])
    expect(await told(id, person)).toEqual(['action_done']);
});

test('each change raises the check’s revision, so that a report made anew shows it; a moment does not', async () => {
  const { manager, executor } = plant.people;
  const check_id = await plant.aCheck();
  const revision = async () => (await plant.row(check_id)).revision;
  const seen = [await revision()];
  const id = await anAction({ check_id, due_at: inHours(1) });
  seen.push(await revision());
  await give(id, 'start', executor, {});
  seen.push(await revision());
  await commentAction(plant.as(executor), id, { text: 'жду деталь' });
  seen.push(await revision());
  plant.pass(2 * HOUR);
  await carryOut(id);
  seen.push(await revision());
  await give(id, 'cancel', manager, { reason: 'не нужно' });
  seen.push(await revision());
  expect(seen).toEqual([1, 2, 3, 4, 4, 5]);
  expect(await plant.story(check_id)).toEqual(['opened', 'action_opened']);
});

test('with a counterpart each change is to be carried over; told of an older revision, it stays so', async () => {
  const { executor } = plant.people;
  const id = await anAction();
  await plant.db.pool('actions').where({ id }).update({ external_system: 'bitrix24', sync_status: 'synced' });
  expect((await give(id, 'start', executor, {})).sync).toBe('pending');
  const { revision } = await row(id);
  const { actions: rows } = plant.db.read;
  const at = plant.now();
  expect(await rows.markSynced(id, { external_id: '7', revision: revision - 1, at })).toBe(false);
  expect(await row(id)).toMatchObject({ external_id: '7', sync_status: 'pending' });
  expect(await rows.markSynced(id, { external_id: '7', revision, at })).toBe(true);
  expect((await carryOut(id)).sync).toBe('synced');
  await actions.failActionSync({ action_id: id, error: 'ACCESS_DENIED' });
  expect(await row(id)).toMatchObject({ sync_status: 'failed', sync_error: 'ACCESS_DENIED' });
  await actions.failActionSync({ action_id: await anAction(), error: 'нет' });
});
