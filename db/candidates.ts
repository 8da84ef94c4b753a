import { isHoliday } from '../domain/calendar';
import type { Repositories } from './repositories';
import type { PersonRow } from './repositories/people';
import type { Place } from './repositories/places';
import type { SchedulePlan } from './repositories/schedules';

/** Somebody whom a schedule names, and where the check would be. */
export interface Candidate {
  id: string;
  person: PersonRow | undefined;
  place: Place | undefined;
}

type Rows = Pick<Repositories, 'people' | 'places'>;
type Named = Pick<SchedulePlan, 'executor_ids' | 'area_id'>;

/** In the plan's order. A schedule without an area follows each executor's own. */
export async function candidatesOf(rows: Rows, plan: Named): Promise<Candidate[]> {
  return (await candidatesOfAll(rows, [plan]))[0] ?? [];
}

/** Those of each of the plans. */
export async function candidatesOfAll(
  { people, places }: Rows,
  plans: readonly Named[],
): Promise<Candidate[][]> {
  const ids = new Set(plans.flatMap(({ executor_ids }) => executor_ids));
  const persons = new Map((await people.findMany([...ids])).map((one) => [one.id, one]));
  const areas = [...plans, ...persons.values()].flatMap(({ area_id }) => area_id ?? []);
  const found = new Map((await places.findMany([...new Set(areas)])).map((place) => [place.id, place]));
  return plans.map(({ executor_ids, area_id }) =>
    executor_ids.map((id) => {
      const person = persons.get(id);
      const area = area_id ?? person?.area_id ?? null;
      return { id, person, place: area === null ? undefined : found.get(area) };
    }),
  );
}

/** Whether the day of a wall-clock time is a holiday there. */
export function isDayOff({ place }: Pick<Candidate, 'place'>, local: string): boolean {
  return place?.calendar ? isHoliday(local.slice(0, 10), place.calendar) : false;
}
