import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { changeSchedule } from './changeSchedule';

/**
 * Opens a slot of its own at this second, also while the schedule is paused or the day a holiday, and while Temporal is
 * down as soon as it is back. Asked for twice in one second it is one slot.
 * @throws DomainError `schedule.not_found`, `template.archived`
 */
export async function runSchedule(ctx: ServiceContext, id: string): Promise<{ slot_at: Date }> {
  const slot_at = new Date(Math.floor(ctx.now().getTime() / 1_000) * 1_000);
  const second = `${slot_at.toISOString().slice(0, 19)}Z`;
  await changeSchedule(ctx, id, 'run', async (tx, schedule) => {
    if (schedule.template_status === 'archived') throw new DomainError('template.archived');
    tx.outbox.tell({ subject: `run:${id}:${second}`, kind: 'start', payload: { summary: schedule.name } });
    tx.audit.append({
      actor: ctx.actor,
      action: 'schedule.run',
      entity_id: id,
      area_id: schedule.area_id,
      diff: { before: null, after: { slot_at: second } },
    });
    return false;
  });
  return { slot_at };
}
