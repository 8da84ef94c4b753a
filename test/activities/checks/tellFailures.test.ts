import { auditFaults } from '../../../bench/invariants/audit';
import { type Plant, aPlant } from '../../support/plant';

let plant: Plant;
beforeAll(async () => {
  plant = await aPlant();
});
afterAll(() => plant?.close());

const QUESTIONS = [
  { id: 'brakes', type: 'yes_no', text: 'Тормоза держат?', on_fail: { notify: ['supervisor'] } },
  { id: 'horn', type: 'yes_no', text: 'Сигнал?', required: false, on_fail: { notify: ['supervisor'] } },
];

const tell = (id: string) => plant.activities.tellFailures({ check_id: id });
const failuresTold = async (id: string): Promise<string[]> =>
  (await plant.notices(id))
    .filter((notice) => notice.kind === 'answer_failed')
    .map((notice) => notice.data.question)
    .sort();

test('a failed answer is told once a question, however often it changes and is told', async () => {
  const id = await plant.aCheck({ questions: QUESTIONS });
  await plant.answer(id, 'brakes', false);
  await Promise.all(Array.from({ length: 8 }, () => tell(id)));
  await plant.answer(id, 'brakes', true);
  await plant.answer(id, 'brakes', false);
  await tell(id);
  expect(await failuresTold(id)).toEqual(['Тормоза держат?']);
  await plant.answer(id, 'horn', false);
  await tell(id);
  expect(await failuresTold(id)).toEqual(['Сигнал?', 'Тормоза держат?']);
});

test('an answer corrected before the process heard of it is told to nobody', async () => {
  const id = await plant.aCheck({ questions: QUESTIONS });
  await plant.answer(id, 'brakes', false);
  await plant.answer(id, 'brakes', true);
  await tell(id);
  expect(await failuresTold(id)).toEqual([]);
});

test('the end of a check tells what its process had not heard of yet', async () => {
  const { executor, manager } = plant.people;
  const ends = [
    (id: string) => plant.give(id, 'submit', executor, {}),
    (id: string) => plant.give(id, 'decline', executor, { reason: 'стоит' }),
    (id: string) => plant.give(id, 'cancel', manager, { reason: 'стоит' }),
  ];
  for (const end of ends) {
    const id = await plant.aCheck({ questions: QUESTIONS });
    await plant.answer(id, 'brakes', false);
    expect(await end(id)).toMatchObject({ ended: true });
    await tell(id);
    expect(await failuresTold(id)).toEqual(['Тормоза держат?']);
  }
  expect(await auditFaults(plant.db.pool)).toEqual([]);
});
