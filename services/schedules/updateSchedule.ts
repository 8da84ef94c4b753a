import type { SchedulePlan, ScheduleRow } from '../../db/repositories/schedules';
import type { Tx } from '../../db/transaction';
import { authorize } from '../../policies/authorize';
import { changedFields } from '../changedFields';
import type { ServiceContext } from '../context';
import { uniqueRow } from '../uniqueRow';
import { changeSchedule } from './changeSchedule';
import { type ScheduleFields, judgeSchedule } from './judgeSchedule';

/**
 * What is planned from now on; slots that have come stay under the plan of their time.
 * @throws DomainError `schedule.not_found`, `schedule.invalid`, `schedule.name_taken`, `template.archived`
 */
export function updateSchedule(
  ctx: ServiceContext,
  id: string,
  input: Partial<ScheduleFields>,
): Promise<ScheduleRow> {
  return uniqueRow('schedules_name_taken', 'schedule.name_taken', { name: input.name ?? '' }, () =>
    changeSchedule(ctx, id, 'update', (tx, schedule) => replan(ctx, tx, schedule, input, 'update')),
  );
}

/** Its slots are recorded as missed until it is resumed. Harmless where it is paused already. */
export function pauseSchedule(ctx: ServiceContext, id: string): Promise<ScheduleRow> {
  return changeSchedule(ctx, id, 'pause', (tx, schedule) =>
    replan(ctx, tx, schedule, { enabled: false }, 'pause'),
  );
}

/** Harmless where it runs already. */
export function resumeSchedule(ctx: ServiceContext, id: string): Promise<ScheduleRow> {
  return changeSchedule(ctx, id, 'resume', (tx, schedule) =>
    replan(ctx, tx, schedule, { enabled: true }, 'resume'),
  );
}

async function replan(
  ctx: ServiceContext,
  tx: Tx,
  schedule: ScheduleRow,
  input: Partial<ScheduleFields>,
  act: 'update' | 'pause' | 'resume',
): Promise<boolean> {
  const changed = changedFields(schedule, input);
  if (!changed) return false;
  const area_path = await judgeSchedule(tx, changed.patch);
  if (area_path) authorize(ctx.actor, 'create', 'Schedule', { area_path });
  const { name, ...patch } = changed.patch;
  if (name !== undefined) await tx.schedules.rename(schedule.id, name);
  if (Object.keys(patch).length > 0)
    await tx.schedules.replan(
      schedule.id,
      schedule.version + 1,
      { ...planOf(schedule), ...patch },
      ctx.now(),
    );
  tx.audit.append({
    actor: ctx.actor,
    action: `schedule.${act}`,
    entity_id: schedule.id,
    area_id: patch.area_id === undefined ? schedule.area_id : patch.area_id,
    diff: changed.diff,
  });
  return true;
}

function planOf(row: ScheduleRow): SchedulePlan {
  const { enabled, cron_expression, time_zone, template_id, executor_ids, assignment } = row;
  const { area_id, jitter, window, skip_holidays } = row;
  return {
    ...{ enabled, cron_expression, time_zone, template_id, executor_ids, assignment },
    ...{ area_id, jitter, window, skip_holidays },
  };
}
