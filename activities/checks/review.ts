import { commandKey } from '../../domain/check';
import { DomainError } from '../../domain/errors';
import { complete } from './complete';
import { dueMoved } from './handover';
import { type MoveContext, move, tellPeople } from './move';
import type { Command } from './types';

export async function review(context: MoveContext, command: Command<'review'>): Promise<void> {
  const { check } = context;
  const key = commandKey(command);
  const { decision, reason } = command;
  const data = reason ? { reason } : {};

  if (decision === 'accept') {
    await move(context, {
      kind: 'accepted',
      patch: { review_due_at: null },
      data,
      key,
      action: 'check.accept',
    });
    await tellPeople(context, [check.executor_id], 'accepted', key, data);
    return complete(context);
  }

  if (!reason)
    throw new DomainError('check.invalid', { faults: [{ path: '/reason', code: 'field.missing' }] });
  const due = command.due_at ? new Date(command.due_at) : undefined;
  await move(context, {
    kind: 'returned',
    patch: {
      status: 'in_progress',
      // Where nothing is required, a check can be submitted without a single answer.
      started_at: check.started_at ?? context.now,
      submitted_at: null,
      review_due_at: null,
      reviewer_ids: [],
      score: null,
      verdict: null,
      ...(due && dueMoved(context, due)),
    },
    data: { ...data, ...(due && { due: due.toISOString() }) },
    key,
    action: 'check.return',
  });
  await tellPeople(context, [check.executor_id], 'returned', key, data);
}
