import { randomUUID } from 'node:crypto';
import { auditFaults } from '../../../bench/invariants/audit';
import { HOUR, type Plant, aPlant } from '../../support/plant';
import { refusalOf } from '../../support/refusal';

let plant: Plant;
beforeAll(async () => {
  plant = await aPlant();
});
afterAll(() => plant?.close());
afterEach(async () => expect(await auditFaults(plant.db.pool)).toEqual([]));

test('the submit that completes a check writes the reports that it promises in the same transaction', async () => {
  const id = await plant.aCheck({ settings: { report_formats: ['PDF', 'HTML', 'JSON'] }, answered: true });
  const state = await plant.give(id, 'submit', plant.people.executor, {});
  const { rows } = await plant.db.pool.raw(
    'select r.id, r.format, r.xmin = c.xmin as together, r.check_revision = c.revision as of_this_revision from reports r join checks c on c.id = r.check_id where c.id = ? order by format',
    [id],
  );
  expect(rows).toEqual(
    ['HTML', 'JSON', 'PDF'].map((format) => ({
      id: expect.any(String),
      format,
      together: true,
      of_this_revision: true,
    })),
  );
  expect([...state.reports].sort()).toEqual(rows.map((row: { id: string }) => row.id).sort());
});

test('a check with required answers missing is not completed, and no report is promised', async () => {
  const id = await plant.aCheck({ settings: { report_formats: ['PDF'] } });
  await plant.answer(id, 'horn', true);
  const refusal = await refusalOf(plant.give(id, 'submit', plant.people.executor, {}));
  expect(refusal.details.faults).toMatchObject([{ path: '/answers/brakes', code: 'answer.missing' }]);
  expect(await plant.everything(id)).toMatchObject({
    check: { status: 'in_progress', score: null },
    reports: [],
  });
});

test('accepting completes; score and verdict stay those of the submit', async () => {
  const { executor, supervisor } = plant.people;
  const id = await plant.aCheck({
    settings: { review: 'supervisor', report_formats: ['JSON'] },
    answered: true,
  });
  await plant.answer(id, 'brakes', false);
  await plant.give(id, 'submit', executor, {});
  plant.pass(HOUR);
  const command = randomUUID();
  await plant.give(id, 'review', supervisor, { decision: 'accept' }, command);
  const once = await plant.everything(id);
  expect(once.check).toMatchObject({
    status: 'completed',
    score: 50,
    verdict: 'fail',
    completed_at: plant.now(),
  });
  await plant.give(id, 'review', supervisor, { decision: 'accept' }, command);
  expect(await plant.everything(id)).toEqual(once);
});

test('a check without required questions, submitted unanswered, can be returned', async () => {
  const { executor, supervisor } = plant.people;
  const questions = [{ id: 'note', type: 'text', text: 'Замечания', required: false }];
  const id = await plant.aCheck({ settings: { review: 'supervisor' }, questions });
  await plant.give(id, 'submit', executor, {});
  const returned = await plant.give(id, 'review', supervisor, { decision: 'return', reason: 'опишите' });
  expect(returned).toMatchObject({ status: 'in_progress' });
});

test('a return with a due time moves it and clears the level; one in the past is refused', async () => {
  const { executor, supervisor } = plant.people;
  const id = await plant.aCheck({ settings: { review: 'supervisor' }, answered: true, dueInMs: HOUR });
  plant.pass(2 * HOUR);
  await plant.give(id, 'submit', executor, {});
  const back = (due: number) =>
    plant.give(id, 'review', supervisor, {
      decision: 'return',
      reason: 'переснимите',
      due_at: new Date(plant.now().getTime() + due).toISOString(),
    });
  expect((await refusalOf(back(-1))).code).toBe('check.due_in_past');
  expect(await back(HOUR)).toMatchObject({ status: 'in_progress', escalation_level: 0 });
  expect(await plant.row(id)).toMatchObject({ due_version: 2 });
});
