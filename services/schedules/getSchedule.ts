import type { ScheduleRow } from '../../db/repositories/schedules';
import { DomainError } from '../../domain/errors';
import { may } from '../../policies/authorize';
import type { ServiceContext } from '../context';

/** @throws DomainError `schedule.not_found`, also where the caller may not see it */
export async function getSchedule(ctx: ServiceContext, id: string): Promise<ScheduleRow> {
  return visible(ctx, await ctx.db.read.schedules.find(id));
}

export function visible({ actor }: Pick<ServiceContext, 'actor'>, row: ScheduleRow | undefined): ScheduleRow {
  if (!row || row.deleted_at || !may(actor, 'view', 'Schedule', row))
    throw new DomainError('schedule.not_found');
  return row;
}
