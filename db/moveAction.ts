import type { ActionEventKind } from '../domain/action';
import type { Actor } from '../domain/actor';
import type { LockedAction } from './lockAction';
import type { ActionPatch } from './repositories/actions';
import type { Tx } from './transaction';

export interface ActionMoveContext extends LockedAction {
  tx: Tx;
  actor: Actor;
  now: Date;
}

export interface ActionMove {
  /** Absent where what happened is a row of its own: a comment. */
  kind?: ActionEventKind;
  patch: ActionPatch;
  data?: Record<string, unknown>;
  planned_at?: Date;
  key?: string;
  /** `action.<act>` of the audit entry. */
  action: string;
  /** Audited beside the patch. */
  told?: Record<string, unknown>;
  /** A moment of the escalation: neither reports nor the outside change by it. */
  keepsRevision?: boolean;
}

/** Writes one step of an action's life: the row, its history and audit entries, and the revision of its check. */
export async function moveAction(context: ActionMoveContext, step: ActionMove): Promise<void> {
  const { tx, action, check, actor, now } = context;
  const before = action as unknown as Record<string, unknown>;
  const changed = Object.entries(step.patch).filter(
    ([field, value]) => JSON.stringify(before[field]) !== JSON.stringify(value),
  );
  const patch: ActionPatch = {
    ...step.patch,
    fact_seq: action.fact_seq + 1,
    ...(!step.keepsRevision && {
      revision: action.revision + 1,
      ...(action.external_system && { sync_status: 'pending', sync_error: null }),
    }),
  };
  await tx.actions.update(action.id, patch);
  if (check && !step.keepsRevision) {
    check.revision += 1;
    await tx.checks.update(check.id, { revision: check.revision });
  }
  const { kind, planned_at, key, data = {} } = step;
  if (kind)
    await tx.actionEvents.append({
      action_id: action.id,
      seq: action.fact_seq + 1,
      kind,
      actor,
      at: now,
      data,
      ...(planned_at && { planned_at }),
      ...(key && { key }),
    });
  tx.audit.append({
    actor,
    action: step.action,
    entity_id: action.id,
    area_id: action.area_id,
    diff: {
      before: Object.fromEntries(changed.map(([field]) => [field, before[field]])),
      after: {
        ...Object.fromEntries(changed),
        ...(typeof data.reason === 'string' && { reason: data.reason }),
        ...step.told,
      },
    },
  });
  Object.assign(action, patch);
}
