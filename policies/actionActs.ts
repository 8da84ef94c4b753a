import type { Actor } from '../domain/actor';
import {
  ACTION_ACTS,
  type ActionAct,
  type ActionStatus,
  actionActsInState,
  isActionEnded,
} from '../domain/action';
import { DomainError, type ErrorCode } from '../domain/errors';
import type { ActionSubject } from './action';
import { allowed, authorize, may } from './authorize';

export type ActionFacts = ActionSubject & { status: ActionStatus; external_system: string | null };

/** The acts that this caller may take on this action now: its state and the caller's rights together. */
export function allowedActionActs(action: ActionFacts, actor: Actor): ActionAct[] {
  const open = openActs(action);
  return allowed(
    actor,
    ACTION_ACTS.filter((act) => open.includes(act)),
    'Action',
    actionSubjectOf(action),
  );
}

/** Throws why the act is refused: not visible, not this caller's (403), or not in this state (409). */
export function assertActionAct(act: ActionAct, action: ActionFacts, actor: Actor): void {
  const facts = actionSubjectOf(action);
  if (!may(actor, 'view', 'Action', facts)) throw new DomainError('action.not_found');
  if ((act === 'start' || act === 'done') && actor.kind === 'user' && actor.user_id !== action.owner_id)
    throw new DomainError('action.not_owner');
  authorize(actor, act, 'Action', facts);
  if (!openActs(action).includes(act)) throw new DomainError(stateRefusal(act, action.status));
}

/** What the rules look at, without the rest of a row: it is copied for each question to them. */
export function actionSubjectOf(action: ActionSubject): ActionSubject {
  const { owner_id, done_by, check_executor_id, area_path } = action;
  return { owner_id, done_by, check_executor_id, area_path };
}

function openActs({ status, external_system }: ActionFacts): readonly ActionAct[] {
  return actionActsInState(status).filter((act) => act !== 'sync' || external_system !== null);
}

function stateRefusal(act: ActionAct, status: ActionStatus): ErrorCode {
  if (act === 'sync') return 'action.not_external';
  if (isActionEnded(status)) return 'action.closed';
  if (act === 'verify' || act === 'return') return 'action.not_done';
  return status === 'done' ? 'action.done' : 'action.not_startable';
}
