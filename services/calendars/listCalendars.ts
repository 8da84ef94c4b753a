import type { Page, PageRequest } from '../../db/page';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { type ReachedCalendar, withReach } from './calendarReach';

/** All calendars, newest first. */
export async function listCalendars(ctx: ServiceContext, page: PageRequest): Promise<Page<ReachedCalendar>> {
  authorize(ctx.actor, 'view', 'Calendar');
  const { items, next } = await ctx.db.read.places.listCalendars(page);
  return { items: await withReach(ctx.db.read, ctx.actor, items), next };
}
