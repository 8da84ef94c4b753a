import type { ScheduleVersionRow } from '../../db/repositories/schedules';

/** The last version that was in force at the moment. */
export function inForce(versions: readonly ScheduleVersionRow[], at: Date): ScheduleVersionRow | undefined {
  return versions.findLast(({ effective_from }) => effective_from <= at);
}
