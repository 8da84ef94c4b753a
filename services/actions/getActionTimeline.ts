import type { ActionEventRow } from '../../db/repositories/actionEvents';
import { plannedActionMoments } from '../../domain/actionMoments';
import type { Moment } from '../../domain/escalation';
import { DEFAULT_SETTINGS } from '../../domain/templateDefaults';
import { peopleIn } from '../../locales/timelineSentence';
import type { ServiceContext } from '../context';
import { visibleAction } from './visibleAction';

export interface ActionTimeline {
  items: ActionEventRow[];
  planned: Moment[];
  /** The `seq` that the next page begins after. */
  next: number | null;
  time_zone: string;
  /** Full names of everyone whom the entries speak of. */
  names: ReadonlyMap<string, string>;
}

/** What has happened, oldest first, and what will if nobody acts. */
export async function getActionTimeline(
  ctx: ServiceContext,
  id: string,
  { limit, afterSeq = -1 }: { limit: number; afterSeq?: number },
): Promise<ActionTimeline> {
  const action = await visibleAction(ctx, id);
  const rows = await ctx.db.read.actionEvents.list(id, afterSeq, limit + 1);
  const done = await ctx.db.read.actionEvents.keys(id);
  const items = rows.slice(0, limit);
  const people = await ctx.db.read.people.findMany(peopleIn(items));
  return {
    items,
    planned: plannedActionMoments({
      ...action,
      settings: action.settings ?? DEFAULT_SETTINGS,
      zone: action.time_zone,
      done,
    }),
    next: rows.length > limit ? (items.at(-1)?.seq ?? null) : null,
    time_zone: action.time_zone,
    names: new Map(people.map((person) => [person.id, person.full_name])),
  };
}
