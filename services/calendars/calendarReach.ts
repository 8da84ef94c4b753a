import type { Calendar } from '../../db/models/people';
import type { Tx } from '../../db/transaction';
import type { UserActor } from '../../domain/actor';

/** A calendar with what the policy looks at. */
export interface ReachedCalendar {
  calendar: Calendar;
  used_beyond_reach: boolean;
}

export async function withReach(
  { places }: Pick<Tx, 'places'>,
  { area_id }: UserActor,
  calendars: readonly Calendar[],
): Promise<ReachedCalendar[]> {
  const beyond = area_id
    ? await places.calendarsBeyond(
        calendars.map(({ id }) => id),
        area_id,
      )
    : new Set();
  return calendars.map((calendar) => ({ calendar, used_beyond_reach: beyond.has(calendar.id) }));
}
