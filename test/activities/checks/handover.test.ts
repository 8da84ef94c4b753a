import { auditFaults } from '../../../bench/invariants/audit';
import { getCheck } from '../../../services/checks/getCheck';
import { HOUR, type Plant, aPlant } from '../../support/plant';
import { refusalOf } from '../../support/refusal';

let plant: Plant;
beforeAll(async () => {
  plant = await aPlant();
});
afterAll(() => plant?.close());
afterEach(async () => expect(await auditFaults(plant.db.pool)).toEqual([]));

const handOver = (id: string, to: string) =>
  plant.give(id, 'reassign', plant.people.manager, { executor_id: to, reason: 'смена кончилась' });

test('after a handover the former answerer still reads and no longer answers; the new executor answers', async () => {
  const { executor, other } = plant.people;
  const id = await plant.aCheck();
  await plant.answer(id, 'horn', true);
  expect(await handOver(id, other.user_id)).toMatchObject({
    executor_id: other.user_id,
    status: 'in_progress',
  });

  const read = await getCheck(plant.as(executor), id);
  expect([read.answers.length, read.may]).toEqual([1, []]);
  expect((await refusalOf(plant.answer(id, 'brakes', true, executor))).code).toBe('check.not_executor');
  await plant.answer(id, 'brakes', true, other);
  expect(await plant.give(id, 'submit', other, {})).toMatchObject({ status: 'completed' });
  expect(await plant.told(id, other)).toEqual(['assigned']);
  expect(await plant.told(id, executor)).toEqual(['assigned', 'reassigned_away']);
});

test('who had not answered does not read it any more', async () => {
  const { executor, other } = plant.people;
  const id = await plant.aCheck();
  await handOver(id, other.user_id);
  expect((await refusalOf(getCheck(plant.as(executor), id))).code).toBe('check.not_found');
});

test('what falls due after a handover is the new executor’s', async () => {
  const { executor, other } = plant.people;
  const id = await plant.aCheck({
    settings: { escalation: [{ after: 'PT0S', to: ['executor'] }] },
    dueInMs: HOUR,
  });
  await handOver(id, other.user_id);
  plant.pass(HOUR);
  await plant.carryOut(id);
  expect(await plant.told(id, other)).toEqual(['assigned', 'overdue']);
  expect(await plant.told(id, executor)).not.toContain('overdue');
});

test('a check is not handed to somebody who cannot fill it in', async () => {
  const id = await plant.aCheck();
  const auditor = await plant.build.aUser({ role: 'auditor', area_id: plant.areas.area });
  const gone = await plant.build.aUser({ area_id: plant.areas.area, active: false });
  for (const person of [auditor, gone])
    expect((await refusalOf(handOver(id, person.user_id))).code).toBe('check.executor_unfit');
});

test('handed to and fro, each is told each time', async () => {
  const { executor, other } = plant.people;
  const id = await plant.aCheck();
  await handOver(id, other.user_id);
  await handOver(id, executor.user_id);
  expect(await plant.told(id, executor)).toEqual(['assigned', 'reassigned_away', 'assigned']);
});
