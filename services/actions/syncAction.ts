import { lockAction } from '../../db/lockAction';
import { assertActionAct } from '../../policies/actionActs';
import type { ServiceContext } from '../context';
import { getAction } from './getAction';
import type { ActionWithActs } from './withActionActs';

/** Has the action's process carry it over to Bitrix24 anew. @throws DomainError `action.not_external` */
export async function syncAction(ctx: ServiceContext, id: string): Promise<ActionWithActs> {
  await ctx.db.transaction(async (tx) => {
    const { action } = await lockAction(tx, id);
    assertActionAct('sync', action, ctx.actor);
    const { sync_status, sync_error } = action;
    await tx.actions.update(id, { sync_status: 'pending', sync_error: null });
    tx.outbox.tell({ subject: `action:${id}`, kind: 'sync', urgent: true });
    tx.audit.append({
      actor: ctx.actor,
      action: 'action.sync',
      entity_id: id,
      area_id: action.area_id,
      diff: { before: { sync_status, sync_error }, after: { sync_status: 'pending' } },
    });
  });
  return getAction(ctx, id);
}
