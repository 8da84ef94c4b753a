import { lockAction } from '../../db/lockAction';
import { type ActionMoveContext, moveAction } from '../../db/moveAction';
import { isActionEnded } from '../../domain/action';
import { plannedActionMoments } from '../../domain/actionMoments';
import { SYSTEM } from '../../domain/actor';
import { type Moment, isSkippedReminder } from '../../domain/escalation';
import type { OnEscalated } from '../checks/deps';
import { peopleBehind } from '../checks/targets';
import type { ActionActivityDeps } from './deps';
import { courseOf, settingsOf, stateOf } from './state';
import { tellOfAction } from './tell';
import type { ActionState } from './types';
import { anyoneWhoVerifies } from './verifiers';

/** Carries out every moment that has come by now, in order, in one transaction, read from the rows anew. */
export async function carryOut(
  { db, now, onEscalated }: ActionActivityDeps,
  { action_id, moment_at }: { action_id: string; moment_at: string },
): Promise<ActionState> {
  return db.transaction(async (tx) => {
    const context = { ...(await lockAction(tx, action_id)), tx, actor: SYSTEM, now: now() };
    // The process's clock may run ahead of this one.
    await carryOutPassed(context, Math.max(context.now.getTime(), Date.parse(moment_at)), onEscalated);
    return stateOf(tx, context.action);
  });
}

/** What had come before a command was given comes first in the action's story too, however late the process is. */
export async function carryOutPassed(
  context: ActionMoveContext,
  uptoMs: number,
  onEscalated?: OnEscalated,
): Promise<void> {
  const { action, tx, now } = context;
  if (isActionEnded(action.status)) return;
  const course = courseOf(action, await tx.actionEvents.keys(action.id));
  for (const moment of plannedActionMoments(course)) {
    if (moment.at.getTime() > uptoMs) break;
    if (moment.kind === 'reminder') await remind(context, moment, isSkippedReminder(moment, course, now));
    else if (moment.kind === 'due') await becomeOverdue(context, moment);
    else {
      await escalate(context, moment);
      onEscalated?.('action', action.escalation_level);
    }
  }
}

const once = (moment: Moment) => ({ planned_at: moment.at, key: moment.key, keepsRevision: true });
const awaitsVerification = (moment: Moment): boolean => moment.ladder.startsWith('verify:');

async function remind(context: ActionMoveContext, moment: Moment, skipped: boolean): Promise<void> {
  const { owner_id } = context.action;
  const before = settingsOf(context.action).reminders[moment.step - 1];
  await moveAction(context, {
    ...once(moment),
    kind: 'reminded',
    patch: {},
    data: { executor_id: owner_id, before, ...(skipped && { skipped }) },
    action: 'action.remind',
  });
  if (!skipped) await tellOfAction(context, [owner_id], 'action_reminder', moment.key);
}

async function becomeOverdue(context: ActionMoveContext, moment: Moment): Promise<void> {
  const verify = awaitsVerification(moment);
  const due = moment.at.toISOString();
  await moveAction(context, {
    ...once(moment),
    kind: 'overdue',
    patch: {},
    data: { due, verify },
    action: verify ? 'action.verification_overdue' : 'action.overdue',
  });
  if (verify)
    await tellOfAction(context, await anyoneWhoVerifies(context), 'action_verify_overdue', moment.key, {
      due,
    });
}

async function escalate(context: ActionMoveContext, moment: Moment): Promise<void> {
  const { action, tx } = context;
  const verify = awaitsVerification(moment);
  const level = action.escalation_level + 1;
  const place = { executor_id: action.owner_id, area_path: action.area_path };
  const to = verify ? await anyoneWhoVerifies(context) : await peopleBehind(tx.people, moment.to, place);
  await moveAction(context, {
    ...once(moment),
    kind: 'escalated',
    patch: { escalation_level: level },
    data: { level, to, after: moment.after, verify },
    action: 'action.escalate',
  });
  const told = { level, after: moment.after };
  const { owner_id, verify_due_at } = action;
  if (verify) {
    if (moment.at.getTime() === verify_due_at?.getTime()) return;
    const due = verify_due_at?.toISOString();
    return tellOfAction(context, to, 'action_verify_overdue', moment.key, { ...told, due });
  }
  const others = to.filter((id) => id !== owner_id);
  if (to.includes(owner_id)) await tellOfAction(context, [owner_id], 'action_overdue', moment.key, told);
  await tellOfAction(context, others, 'action_escalation', moment.key, told);
}
