import type { TimelineRow } from '../../db/repositories/timeline';
import { peopleIn } from '../../locales/timelineSentence';
import { namesOf } from '../users/namesOf';
import type { ServiceContext } from '../context';

export interface TimelinePages {
  byCheck: ReadonlyMap<string, { items: TimelineRow[]; hasNext: boolean }>;
  /** Full names of everyone whom the entries speak of. */
  names: ReadonlyMap<string, string>;
}

/** The same page of the timelines of checks that the caller sees, oldest first. */
export async function timelinesOf(
  ctx: ServiceContext,
  checkIds: readonly string[],
  { limit, afterSeq = -1 }: { limit: number; afterSeq?: number },
): Promise<TimelinePages> {
  const rows = await ctx.db.read.timeline.listMany(checkIds, afterSeq, limit + 1);
  const byCheck = new Map<string, TimelineRow[]>();
  for (const row of rows) byCheck.set(row.check_id, [...(byCheck.get(row.check_id) ?? []), row]);
  const people = await namesOf(ctx, peopleIn(rows));
  return {
    byCheck: new Map(
      [...byCheck].map(([id, found]) => [
        id,
        { items: found.slice(0, limit), hasNext: found.length > limit },
      ]),
    ),
    names: new Map(people.map((person) => [person.id, person.full_name])),
  };
}
