import type { ScheduleRow } from '../../db/repositories/schedules';
import type { Locale, UserActor } from '../../domain/actor';
import { parseCron } from '../../domain/cron';
import { scheduleActs } from '../../domain/schedule';
import { nextSlots } from '../../domain/slots';
import { cronText } from '../../locales/cronText';
import { allowed } from '../../policies/authorize';
import type { LedgerItem } from '../../services/schedules/plannedItems';
import type { Preview } from '../../services/schedules/previewSchedule';
import type { ScheduleJson } from '../schemas/schedule';

export function scheduleJson(
  row: ScheduleRow,
  { actor, locale, now }: { actor: UserActor; locale: Locale; now: Date },
): ScheduleJson {
  const { id, name, cron_expression, time_zone, template_id, template_name, executor_ids, assignment } = row;
  const { area_id, area_name, jitter, window, skip_holidays, enabled, created_by } = row;
  const [next] = enabled ? nextSlots(parseCron(cron_expression), time_zone, now, 1) : [];
  return {
    ...{ id, name, cron_expression, time_zone },
    description: cronText(cron_expression, locale),
    ...{ template_id, template_name, executor_ids, assignment, area_id },
    area: area_id === null || area_name === null ? null : { id: area_id, name: area_name },
    ...{ jitter, window, skip_holidays, enabled },
    next_slot_at: next?.at.toISOString() ?? null,
    created_by,
    created_at: row.created_at.toISOString(),
    may: allowed(actor, scheduleActs(row), 'Schedule', row),
  };
}

export function previewJson({ cron_expression, items }: Preview, locale: Locale) {
  return {
    items: items.map(({ at, local, skipped }) => ({ at: at.toISOString(), local, skipped })),
    description: cronText(cron_expression, locale),
  };
}

export function slotJson({ slot_at, local, executor_id, check_id, status, cause }: LedgerItem) {
  return { slot_at: slot_at.toISOString(), local, executor_id, check_id, status, cause };
}
