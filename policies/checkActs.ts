import type { Actor } from '../domain/actor';
import { type CheckAct, type CheckStatus, CHECK_ACTS, actsInState, isEnded } from '../domain/check';
import { DomainError } from '../domain/errors';
import { authorize, may } from './authorize';
import type { CheckSubject } from './check';

export type CheckFacts = CheckSubject & { status: CheckStatus };

/** The acts that this caller may take on this check now: its state and the caller's rights together. */
export function allowedActs(check: CheckFacts, actor: Actor): CheckAct[] {
  const open = actsInState(check.status);
  return CHECK_ACTS.filter((act) => open.includes(act) && may(actor, act, 'Check', check));
}

/** Throws why the act is refused: not visible, not this caller's (403), or not in this state (409). */
export function assertAct(act: CheckAct, check: CheckFacts, actor: Actor): void {
  if (!may(actor, 'view', 'Check', check)) throw new DomainError('check.not_found');
  if (act === 'answer' || act === 'submit' || act === 'decline') assertExecutor(check, actor);
  authorize(actor, act, 'Check', check);
  if (!actsInState(check.status).includes(act)) throw new DomainError(stateRefusal(act, check.status));
}

function assertExecutor(check: CheckFacts, actor: Actor): void {
  if (actor.kind === 'user' && actor.user_id !== check.executor_id)
    throw new DomainError('check.not_executor');
}

function stateRefusal(act: CheckAct, status: CheckStatus) {
  if (act === 'report') return 'report.check_open';
  if (isEnded(status)) return 'check.closed';
  return act === 'review' ? 'check.not_submitted' : 'check.submitted';
}
