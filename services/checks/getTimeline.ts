import type { TimelineRow } from '../../db/repositories/timeline';
import { type Moment, plannedMoments } from '../../domain/escalation';
import { peopleIn } from '../../locales/timelineSentence';
import type { ServiceContext } from '../context';
import { visibleCheck } from './visibleCheck';

export interface Timeline {
  items: TimelineRow[];
  planned: Moment[];
  /** The `seq` that the next page begins after. */
  next: number | null;
  time_zone: string;
  /** Full names of everyone whom the entries speak of. */
  names: ReadonlyMap<string, string>;
}

/** What has happened, oldest first, and what will if nobody acts. */
export async function getTimeline(
  ctx: ServiceContext,
  checkId: string,
  { limit, afterSeq = -1 }: { limit: number; afterSeq?: number },
): Promise<Timeline> {
  const { check, template } = await visibleCheck(ctx, checkId);
  const rows = await ctx.db.read.timeline.list(checkId, afterSeq, limit + 1);
  const done = await ctx.db.read.events.keys(checkId);
  const items = rows.slice(0, limit);
  return {
    items,
    planned: plannedMoments({ ...check, settings: template.settings, zone: check.time_zone, done }),
    next: rows.length > limit ? (items.at(-1)?.seq ?? null) : null,
    time_zone: check.time_zone,
    names: await namesIn(ctx, items),
  };
}

async function namesIn(ctx: ServiceContext, items: readonly TimelineRow[]): Promise<Map<string, string>> {
  const people = await ctx.db.read.people.findMany(peopleIn(items));
  return new Map(people.map((person) => [person.id, person.full_name]));
}
