import type { PlacedAction } from '../../db/repositories/actions';
import type { Tx } from '../../db/transaction';
import { isActionEnded } from '../../domain/action';
import { type ActionCourse, plannedActionMoments } from '../../domain/actionMoments';
import type { Settings } from '../../domain/template';
import { DEFAULT_SETTINGS } from '../../domain/templateDefaults';
import type { ActionState } from './types';

/** The steps of the check's template; without a check the default ones. */
export const settingsOf = ({ settings }: PlacedAction): Settings => settings ?? DEFAULT_SETTINGS;

export function courseOf(action: PlacedAction, done: ReadonlySet<string>): ActionCourse {
  return { ...action, settings: settingsOf(action), zone: action.time_zone, done };
}

/** Reads what the process needs to know; to be called after all writes of the transaction. */
export async function stateOf(tx: Pick<Tx, 'actionEvents'>, action: PlacedAction): Promise<ActionState> {
  const ended = isActionEnded(action.status);
  const next = ended
    ? undefined
    : plannedActionMoments(courseOf(action, await tx.actionEvents.keys(action.id)))[0];
  return {
    action_id: action.id,
    seq: action.fact_seq,
    revision: action.revision,
    title: action.title,
    status: action.status,
    ended,
    owner_id: action.owner_id,
    area_id: action.area_id,
    due_at: action.due_at.toISOString(),
    escalation_level: action.escalation_level,
    next: next ? { at: next.at.toISOString(), kind: next.kind, step: next.step } : null,
    sync: action.sync_status,
  };
}
