import { commandKey } from '../../domain/check';
import type { CheckPatch } from '../../db/repositories/checks';
import { DomainError } from '../../domain/errors';
import { canFill } from '../../policies/fit';
import { type MoveContext, move, tellPeople } from './move';
import type { Command } from './types';

export async function reassign(context: MoveContext, command: Command<'reassign'>): Promise<void> {
  const { tx, check } = context;
  const key = commandKey(command);
  const before = check.executor_id;
  const executor = await tx.people.find(command.executor_id);
  if (!executor || !canFill(executor)) {
    throw new DomainError('check.executor_unfit', {
      faults: [{ path: '/executor_id', code: 'check.unknown_executor' }],
    });
  }
  const data = {
    executor_id: executor.id,
    former_executor_id: before,
    ...(command.reason && { reason: command.reason }),
  };
  const hasAnswered = check.status === 'in_progress' && !check.former_answerer_ids.includes(before);
  await move(context, {
    kind: 'reassigned',
    patch: {
      executor_id: executor.id,
      ...(hasAnswered && { former_answerer_ids: [...check.former_answerer_ids, before] }),
    },
    data,
    key,
    action: 'check.reassign',
  });
  if (executor.id === before) return;
  await tellPeople(context, [executor.id], 'assigned', key);
  await tellPeople(context, [before], 'reassigned_away', key);
}

export async function moveDue(context: MoveContext, command: Command<'due'>): Promise<void> {
  const due = new Date(command.due_at);
  const key = commandKey(command);
  const { check } = context;
  await move(context, {
    kind: 'due_moved',
    patch: { escalation_level: 0, ...dueMoved(context, due) },
    data: {
      due: due.toISOString(),
      former_due: check.due_at.toISOString(),
      ...(command.reason && { reason: command.reason }),
    },
    key,
    action: 'check.due',
  });
  await tellPeople(
    context,
    [check.executor_id],
    'due_moved',
    key,
    command.reason ? { reason: command.reason } : {},
  );
}

/** A new due time arms the whole ladder anew. */
export function dueMoved({ check, now }: MoveContext, due: Date): CheckPatch {
  if (due <= now)
    throw new DomainError('check.due_in_past', { faults: [{ path: '/due_at', code: 'field.out_of_range' }] });
  return {
    due_at: due,
    due_version: check.due_version + 1,
    armed_at: now,
    miss_not_before: null,
    escalation_level: 0,
  };
}
