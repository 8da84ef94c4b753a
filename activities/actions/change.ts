import type { ActionPatch } from '../../db/repositories/actions';
import { type ActionMoveContext, moveAction } from '../../db/moveAction';
import type { ActionChange } from '../../domain/action';
import { commandKey } from '../../domain/check';
import { DomainError } from '../../domain/errors';
import { tellOfAction } from './tell';

/** What a person gives anew: one move, however many fields. Nothing new is no move. */
export async function change(
  context: ActionMoveContext,
  command: ActionChange & { command_id: string },
): Promise<void> {
  const { tx, action } = context;
  const key = commandKey(command);
  const { title, description, priority } = command;
  const due = command.due_at === undefined ? undefined : new Date(command.due_at);
  const isNewDue = due !== undefined && due.getTime() !== action.due_at.getTime();
  const owner_id = command.owner_id ?? action.owner_id;
  const former = { owner_id: action.owner_id, due_at: action.due_at };
  const isNewOwner = owner_id !== former.owner_id;
  // The work of one person is not to be accepted as another's.
  if (action.status === 'done' && (isNewDue || isNewOwner)) throw new DomainError('action.done');
  if (isNewOwner && !(await tx.people.find(owner_id))?.active)
    throw new DomainError('action.owner_unfit', {
      faults: [{ path: '/owner_id', code: 'action.unknown_owner' }],
    });

  const patch: ActionPatch = {
    ...(title !== undefined && title !== action.title && { title }),
    ...(description !== undefined && description !== action.description && { description }),
    ...(priority !== undefined && priority !== action.priority && { priority }),
    ...(isNewOwner && { owner_id }),
    ...(isNewDue && dueMoved(context, due)),
  };
  if (Object.keys(patch).length === 0) return;
  await moveAction(context, {
    kind: 'changed',
    patch,
    data: {
      fields: Object.keys(command).filter((name) => name in patch),
      ...(isNewOwner && { executor_id: owner_id, former_owner_id: former.owner_id }),
      ...(isNewDue && { due: due.toISOString(), former_due: former.due_at.toISOString() }),
    },
    key,
    action: 'action.update',
  });
  if (isNewOwner) {
    await tellOfAction(context, [former.owner_id], 'action_reassigned_away', key);
    await tellOfAction(context, [owner_id], 'action_assigned', key);
  } else if (isNewDue) await tellOfAction(context, [owner_id], 'action_due_moved', key);
}

/** A new due time arms the whole ladder anew. */
export function dueMoved({ action, now }: ActionMoveContext, due: Date): ActionPatch {
  if (due <= now)
    throw new DomainError('action.due_in_past', {
      faults: [{ path: '/due_at', code: 'field.out_of_range' }],
    });
  return { due_at: due, due_version: action.due_version + 1, armed_at: now, escalation_level: 0 };
}
