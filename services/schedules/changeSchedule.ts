import type { ScheduleRow } from '../../db/repositories/schedules';
import type { Tx } from '../../db/transaction';
import { DomainError } from '../../domain/errors';
import type { ScheduleAct } from '../../domain/schedule';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { visible } from './getSchedule';
import { tellTemporal } from './tellTemporal';

/** One act on a schedule whose row is locked; `work` tells whether anything changed. Returns the row as it is then. */
export async function changeSchedule(
  ctx: ServiceContext,
  id: string,
  act: ScheduleAct,
  work: (tx: Tx, schedule: ScheduleRow) => Promise<boolean>,
): Promise<ScheduleRow> {
  await ctx.db.transaction(async (tx) => {
    const schedule = visible(ctx, await tx.schedules.lock(id));
    authorize(ctx.actor, act, 'Schedule', schedule);
    if (await work(tx, schedule)) tellTemporal(tx, id);
  });
  const changed = await ctx.db.read.schedules.find(id);
  if (!changed) throw new DomainError('schedule.not_found');
  return changed;
}
