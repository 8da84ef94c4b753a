import type { Repositories } from '../../db/repositories';
import type { PlacedCheck } from '../../db/repositories/checks';
import type { Target } from '../../domain/template';

/** The active people behind each target, each person once. */
export async function peopleBehind(
  people: Repositories['people'],
  targets: readonly Target[],
  check: Pick<PlacedCheck, 'executor_id' | 'area_path'>,
): Promise<string[]> {
  const found = await Promise.all(targets.map((target) => behind(people, target, check)));
  const persons = await people.findMany([...new Set(found.flat())]);
  return persons.filter((person) => person.active).map((person) => person.id);
}

async function behind(
  people: Repositories['people'],
  target: Target,
  { executor_id, area_path }: Pick<PlacedCheck, 'executor_id' | 'area_path'>,
): Promise<string[]> {
  if (target === 'executor') return [executor_id];
  if (target === 'supervisor') {
    const executor = await people.find(executor_id);
    return executor?.supervisor_id ? [executor.supervisor_id] : [];
  }
  const [kind, name = ''] = target.split(':');
  if (kind === 'user') return [name];
  return (await people.holdersOfRole(name, area_path)).map((person) => person.id);
}
