import type { CronPlan } from '../../domain/cron';
import { DAY_MS } from '../../domain/duration';
import { zoneOf } from '../../domain/localTime';

const MINUTE_MS = 60_000;

/** Whether a plan names what the wall clock shows, given as if it were UTC. */
export function names({ minutes, hours, days, months, weekdays, either_day }: CronPlan, wall: Date): boolean {
  const fits = [days.includes(wall.getUTCDate()), weekdays.includes(wall.getUTCDay())];
  return (
    minutes.includes(wall.getUTCMinutes()) &&
    hours.includes(wall.getUTCHours()) &&
    months.includes(wall.getUTCMonth() + 1) &&
    (either_day ? fits.some(Boolean) : fits.every(Boolean))
  );
}

export function wallAt(at: number, zone: string): Date {
  return new Date(at + zoneOf(zone).offset(at) * MINUTE_MS);
}

export interface ClockChange {
  at: number;
  /** By how many minutes the clocks go forward; negative where they go back. */
  by: number;
  /** Minutes east of Greenwich from then on. */
  offset: number;
}

/** Between two midnights of UTC. */
export function clockChanges(zone: string, from: number, to: number): ClockChange[] {
  const clock = zoneOf(zone);
  const changes: ClockChange[] = [];
  for (let day = from; day < to; day += DAY_MS) {
    if (clock.offset(day - 1) === clock.offset(day + DAY_MS - 1)) continue;
    for (let at = day; at < day + DAY_MS; at += MINUTE_MS) {
      const [before, offset] = [clock.offset(at - MINUTE_MS), clock.offset(at)];
      if (before !== offset) changes.push({ at, by: offset - before, offset });
    }
  }
  return changes;
}
