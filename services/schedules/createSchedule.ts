import { v7 as uuidv7 } from 'uuid';
import type { ScheduleRow } from '../../db/repositories/schedules';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { uniqueRow } from '../uniqueRow';
import { type ScheduleFields, judgeSchedule } from './judgeSchedule';
import { tellTemporal } from './tellTemporal';

export type NewScheduleInput = Pick<
  ScheduleFields,
  'name' | 'cron_expression' | 'time_zone' | 'template_id' | 'executor_ids' | 'assignment'
> &
  Partial<ScheduleFields>;

/** @throws DomainError `schedule.invalid`, `schedule.name_taken`, `template.archived` */
export async function createSchedule(ctx: ServiceContext, input: NewScheduleInput): Promise<ScheduleRow> {
  authorize(ctx.actor, 'create', 'Schedule');
  const { name, ...given } = input;
  const plan = {
    enabled: true,
    jitter: null,
    window: null,
    skip_holidays: false,
    // Who is bound to a place plans for it; others may leave each check to its executor's own.
    area_id: ctx.actor.area_id,
    ...given,
  };
  const id = uuidv7();
  await uniqueRow('schedules_name_taken', 'schedule.name_taken', { name }, () =>
    ctx.db.transaction(async (tx) => {
      const area_path = await judgeSchedule(tx, { name, ...plan });
      authorize(ctx.actor, 'create', 'Schedule', { area_path });
      const created_by = ctx.actor.user_id;
      await tx.schedules.insert({ id, name, created_by, created_at: ctx.now() }, plan);
      tellTemporal(tx, id);
      tx.audit.append({
        actor: ctx.actor,
        action: 'schedule.create',
        entity_id: id,
        area_id: plan.area_id,
        diff: { before: null, after: { name, ...plan } },
      });
    }),
  );
  const created = await ctx.db.read.schedules.find(id);
  if (!created) throw new DomainError('schedule.not_found');
  return created;
}
