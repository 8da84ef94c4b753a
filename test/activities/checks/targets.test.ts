import { peopleBehind } from '../../../activities/checks/targets';
import type { UserActor } from '../../../domain/actor';
import type { Target } from '../../../domain/template';
import { HOUR, type Plant, aPlant } from '../../support/plant';

let plant: Plant;
beforeAll(async () => {
  plant = await aPlant();
});
afterAll(() => plant?.close());

async function behind(targets: Target[], executor: UserActor, area: string | null): Promise<string[]> {
  const area_path = area ? ((await plant.db.read.places.find(area))?.path ?? []) : [];
  const found = await peopleBehind(plant.db.read.people, targets, {
    executor_id: executor.user_id,
    area_path,
  });
  return found.sort();
}
const ids = (...people: UserActor[]): string[] => people.map((person) => person.user_id).sort();

test('the executor, the supervisor and a named person', async () => {
  const { executor, supervisor, other } = plant.people;
  const targets: Target[] = ['executor', 'supervisor', `user:${other.user_id}`];
  expect(await behind(targets, executor, plant.areas.area)).toEqual(ids(executor, supervisor, other));
});

test('a role means its holders in the area, else those of the nearest area above, else those of the whole plant', async () => {
  const { build, people, areas } = plant;
  const inner = await build.anArea({ parent_id: areas.area });
  const everywhere = await build.aUser({ role: 'mechanic' });
  const atThePlant = await build.aUser({ role: 'mechanic', area_id: areas.plant });
  const inside = await build.aUser({ role: 'mechanic', area_id: inner });
  const mechanics = (area: string | null) => behind(['role:mechanic'], people.executor, area);
  expect(await mechanics(inner)).toEqual(ids(inside));
  expect(await mechanics(areas.area)).toEqual(ids(atThePlant));
  expect(await mechanics(await build.anArea())).toEqual(ids(everywhere));
  expect(await mechanics(null)).toEqual(ids(everywhere));
});

test('the inactive are left out, and an area with only such people counts as empty', async () => {
  const { build, areas } = plant;
  const supervisor = await build.aUser({ role: 'supervisor', area_id: areas.area, active: false });
  const executor = await build.aUser({ area_id: areas.area, supervisor_id: supervisor.user_id });
  await build.aUser({ role: 'electrician', area_id: areas.area, active: false });
  const above = await build.aUser({ role: 'electrician', area_id: areas.plant });
  const targets: Target[] = ['supervisor', 'role:electrician', `user:${supervisor.user_id}`];
  expect(await behind(targets, executor, areas.area)).toEqual(ids(above));
});

test('a person behind several targets of a step is told once', async () => {
  const { executor, supervisor } = plant.people;
  const to: Target[] = ['supervisor', `user:${supervisor.user_id}`, 'role:supervisor', 'executor'];
  const id = await plant.aCheck({ settings: { escalation: [{ after: 'PT0S', to }] }, dueInMs: HOUR });
  plant.pass(HOUR);
  await plant.carryOut(id);
  expect(await plant.told(id, supervisor)).toEqual(['escalation']);
  expect(await plant.told(id, executor)).toEqual(['assigned', 'overdue']);
});
