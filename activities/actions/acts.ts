import { addActionComment, withEvidence } from '../../db/addActionComment';
import { type ActionMoveContext, moveAction } from '../../db/moveAction';
import type { ActionCommandAct, ActionCommands } from '../../domain/action';
import { userIdOf } from '../../domain/actor';
import { commandKey } from '../../domain/check';
import { DomainError } from '../../domain/errors';
import { reviewDueAt } from '../../domain/escalation';
import { change, dueMoved } from './change';
import { settingsOf } from './state';
import { tellOfAction } from './tell';
import { nearestVerifiers } from './verifiers';

/** A command with the id that makes it happen once. */
export type Keyed<A extends ActionCommandAct> = ActionCommands[A] & { command_id: string };

type Step<A extends ActionCommandAct> = (context: ActionMoveContext, command: Keyed<A>) => Promise<void>;

export const STEPS: { [A in ActionCommandAct]: Step<A> } = {
  start,
  done,
  verify,
  return: giveBack,
  change,
  cancel,
};

async function start(context: ActionMoveContext, command: Keyed<'start'>): Promise<void> {
  await moveAction(context, {
    kind: 'started',
    patch: { status: 'in_progress', started_at: context.action.started_at ?? context.now },
    key: commandKey(command),
    action: 'action.start',
  });
}

async function done(context: ActionMoveContext, command: Keyed<'done'>): Promise<void> {
  const { tx, action, actor, now } = context;
  const key = commandKey(command);
  const files = [...new Set(command.files ?? [])];
  await attach(context, files);
  const evidence = withEvidence(action, files);
  if (action.evidence_required && evidence.evidence_count === 0)
    throw new DomainError('action.evidence_required');
  if (command.comment) await addActionComment(context, { text: command.comment, files });
  const settings = settingsOf(action);
  const due = reviewDueAt(now, settings, action.calendar, action.time_zone);
  await moveAction(context, {
    kind: 'done',
    patch: {
      ...withEvidence(action, files),
      status: 'done',
      started_at: action.started_at ?? now,
      done_at: now,
      done_by: userIdOf(actor) ?? action.owner_id,
      verify_due_at: due,
      verify_version: action.verify_version + 1,
    },
    data: { files },
    key,
    action: 'action.done',
  });
  await tellOfAction(context, await nearestVerifiers({ ...context, tx }), 'action_done', key, {
    due: due.toISOString(),
  });
}

async function attach({ tx, action, actor }: ActionMoveContext, files: readonly string[]): Promise<void> {
  if (files.length === 0 || actor.kind !== 'user') return;
  const unbound = await tx.files.attach(files, { action_id: action.id }, actor.user_id);
  if (unbound.length === 0) return;
  throw new DomainError('action.invalid', {
    faults: unbound.map((id) => ({
      path: `/files/${files.indexOf(id)}`,
      code: 'action.unknown_file' as const,
    })),
  });
}

async function verify(context: ActionMoveContext, command: Keyed<'verify'>): Promise<void> {
  const key = commandKey(command);
  const { action, actor, now } = context;
  if (command.comment) await addActionComment(context, { text: command.comment, files: [] });
  await moveAction(context, {
    kind: 'verified',
    patch: { status: 'verified', ended_at: now, verified_by: userIdOf(actor), verify_due_at: null },
    key,
    action: 'action.verify',
  });
  await tellOfAction(context, [action.owner_id], 'action_verified', key);
}

async function giveBack(context: ActionMoveContext, command: Keyed<'return'>): Promise<void> {
  const key = commandKey(command);
  const { reason, due_at } = command;
  const due = due_at ? new Date(due_at) : undefined;
  await moveAction(context, {
    kind: 'returned',
    patch: {
      status: 'returned',
      done_at: null,
      done_by: null,
      verify_due_at: null,
      // What is done anew is shown anew.
      evidence_count: 0,
      ...(due && dueMoved(context, due)),
    },
    data: { reason, ...(due && { due: due.toISOString() }) },
    key,
    action: 'action.return',
  });
  await tellOfAction(context, [context.action.owner_id], 'action_returned', key, { reason });
}

async function cancel(context: ActionMoveContext, command: Keyed<'cancel'>): Promise<void> {
  const key = commandKey(command);
  const { reason } = command;
  await moveAction(context, {
    kind: 'cancelled',
    patch: { status: 'cancelled', ended_at: context.now, verify_due_at: null },
    data: { reason },
    key,
    action: 'action.cancel',
  });
  await tellOfAction(context, [context.action.owner_id], 'action_cancelled', key, { reason });
}
