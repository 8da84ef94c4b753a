import { v7 as uuidv7 } from 'uuid';
import type { SchedulePlan } from '../../db/repositories/schedules';
import type { TestProduct } from './product';

const MINUTE_MS = 60_000;

/** A schedule as if it had been made `minutes` ago; Temporal is told of it. */
export async function aScheduleSince(
  { database: { db }, build }: TestProduct,
  minutes: number,
  over: Partial<SchedulePlan> = {},
): Promise<string> {
  const id = uuidv7();
  const plan: SchedulePlan = {
    enabled: true,
    cron_expression: '* * * * *',
    time_zone: 'Europe/Moscow',
    template_id: over.template_id ?? (await build.aTemplate({ settings: { reminders: [] } })).id,
    executor_ids: over.executor_ids ?? [(await build.aUser()).user_id],
    assignment: 'each',
    area_id: null,
    jitter: null,
    window: 'P1D',
    skip_holidays: false,
    ...over,
  };
  const created_at = new Date(Date.now() - minutes * MINUTE_MS);
  await db.transaction(async (tx) => {
    await tx.schedules.insert({ id, name: `Обход ${id.slice(-12)}`, created_by: null, created_at }, plan);
    tx.outbox.tell({ subject: `schedule:${id}`, kind: 'facts' });
  });
  return id;
}
