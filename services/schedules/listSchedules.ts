import type { Page, PageRequest } from '../../db/page';
import type { ScheduleFilter, ScheduleRow } from '../../db/repositories/schedules';
import { SCHEDULE_SCOPE, scopeOf } from '../../db/scope';
import { abilityOf } from '../../policies/ability';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';

/** Those that the caller may see, newest first. */
export async function listSchedules(
  ctx: ServiceContext,
  filter: ScheduleFilter,
  page: PageRequest,
): Promise<Page<ScheduleRow>> {
  authorize(ctx.actor, 'view', 'Schedule');
  return ctx.db.read.schedules.list(scheduleScope(ctx), filter, page);
}

export function scheduleScope({ actor }: Pick<ServiceContext, 'actor'>) {
  return scopeOf(abilityOf(actor), 'view', 'Schedule', SCHEDULE_SCOPE);
}
