import type { Actor } from '../domain/actor';
import { type CheckAct, type CheckStatus, CHECK_ACTS, actsInState, isEnded } from '../domain/check';
import { DomainError } from '../domain/errors';
import { allowed, authorize, may } from './authorize';
import type { CheckSubject } from './check';

export type CheckFacts = CheckSubject & { status: CheckStatus };

/** The acts that this caller may take on this check now: its state and the caller's rights together. */
export function allowedActs(check: CheckFacts, actor: Actor): CheckAct[] {
  const open = actsInState(check.status);
  return allowed(
    actor,
    CHECK_ACTS.filter((act) => open.includes(act)),
    'Check',
    subjectOf(check),
  );
}

/** Throws why the act is refused: not visible, not this caller's (403), or not in this state (409). */
export function assertAct(act: CheckAct, check: CheckFacts, actor: Actor): void {
  const facts = subjectOf(check);
  if (!may(actor, 'view', 'Check', facts)) throw new DomainError('check.not_found');
  if (act === 'answer' || act === 'submit' || act === 'decline') assertExecutor(check, actor);
  authorize(actor, act, 'Check', facts);
  if (!actsInState(check.status).includes(act)) throw new DomainError(stateRefusal(act, check.status));
}

/** What the rules look at, without the rest of a row: it is copied for each question to them. */
function subjectOf(check: CheckSubject): CheckSubject {
  const { executor_id, former_answerer_ids, area_path, reviewer_ids, allow_decline } = check;
  return { executor_id, former_answerer_ids, area_path, reviewer_ids, allow_decline };
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
