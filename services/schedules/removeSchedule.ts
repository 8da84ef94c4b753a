import type { ServiceContext } from '../context';
import { changeSchedule } from './changeSchedule';

/** Nothing more is planned; slots and checks that were stay on record. @throws DomainError `schedule.not_found` */
export async function removeSchedule(ctx: ServiceContext, id: string): Promise<void> {
  await changeSchedule(ctx, id, 'delete', async (tx, schedule) => {
    const deleted_at = ctx.now();
    await tx.schedules.remove(id, deleted_at);
    tx.audit.append({
      actor: ctx.actor,
      action: 'schedule.delete',
      entity_id: id,
      area_id: schedule.area_id,
      diff: { before: { deleted_at: null }, after: { deleted_at: deleted_at.toISOString() } },
    });
    return true;
  });
}
