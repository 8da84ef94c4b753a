import type { WantedSchedule } from '../../clients/schedules';
import type { ScheduleRow } from '../../db/repositories/schedules';
import { parseCron, temporalCalendars } from '../../domain/cron';
import { parseDuration } from '../../domain/duration';
import type { ScheduleActivityDeps } from './deps';

type Deps = Pick<ScheduleActivityDeps, 'scheduler'> & { db: Pick<ScheduleActivityDeps['db'], 'read'> };

/**
 * Makes Temporal's Schedule what the row says. Two at once may write in any order: each looks again, until what it
 * wrote is what the row says.
 */
export async function applySchedule({ db, scheduler }: Deps, id: string): Promise<void> {
  for (;;) {
    const row = await db.read.schedules.find(id);
    if (!row || row.deleted_at) return scheduler.remove(id);
    await scheduler.put(wantedOf(row));
    const now = await db.read.schedules.find(id);
    if (now && !now.deleted_at && stateOf(now) === stateOf(row)) return;
  }
}

/** All that `wantedOf` depends on: the version holds for the plan. */
function stateOf({ version, name, opening_window }: ScheduleRow): string {
  return `${version} ${opening_window} ${name}`;
}

export function wantedOf(row: ScheduleRow): WantedSchedule {
  return {
    id: row.id,
    name: row.name,
    calendars: temporalCalendars(parseCron(row.cron_expression)),
    time_zone: row.time_zone,
    jitter_ms: row.jitter ? parseDuration(row.jitter) : 0,
    window_ms: parseDuration(row.opening_window),
    enabled: row.enabled,
  };
}
