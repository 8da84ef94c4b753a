import type { ScheduleVersionRow } from '../../db/repositories/schedules';

/** The last version that was in force at the moment. */
export function inForce(versions: readonly ScheduleVersionRow[], at: Date): ScheduleVersionRow | undefined {
  return versions.findLast(({ effective_from }) => effective_from <= at);
}

export interface Reign {
  plan: ScheduleVersionRow;
  from: Date;
  to: Date;
}

/** Which version was in force when, from `from` to `to`. */
export function reigns(versions: readonly ScheduleVersionRow[], from: Date, to: Date): Reign[] {
  return versions.flatMap((plan, index): Reign[] => {
    const next = versions[index + 1]?.effective_from ?? to;
    const [start, end] = [plan.effective_from > from ? plan.effective_from : from, next < to ? next : to];
    return start < end ? [{ plan, from: start, to: end }] : [];
  });
}
