import type { BitrixStatus } from '../../clients/bitrix24/portal';
import { type ActionStatus, isActionRunning } from '../../domain/action';

/**
 * How a task may stand for an action's state, the first being what Proverka sets. A task completed there stays so
 * while the work is verified here; one that was paused or deferred is still the owner's.
 */
const FITTING: Record<ActionStatus, readonly BitrixStatus[]> = {
  open: [2, 6],
  returned: [2, 6],
  in_progress: [3, 2, 6],
  done: [4, 5],
  verified: [5],
  cancelled: [5],
};

/** What the task is to be moved to; undefined where it stands for the state already. `moved`: here, since both were equal. */
export function statusToSet(
  status: ActionStatus,
  task: BitrixStatus,
  moved: boolean,
): BitrixStatus | undefined {
  const [first] = FITTING[status];
  const stands = moved ? task === first : FITTING[status].includes(task);
  return stands ? undefined : first;
}

export type InwardAct = 'start' | 'done' | 'return';

/**
 * What a move of the task there means here, `agreed` being where both last stood. Where both sides have moved
 * meanwhile, finished work counts; otherwise what was decided here does.
 */
export function inwardAct(
  status: ActionStatus,
  task: BitrixStatus,
  agreed: BitrixStatus | undefined,
): InwardAct | undefined {
  if (agreed === undefined || task === agreed || FITTING[status].includes(task)) return undefined;
  const isOver = (one: BitrixStatus): boolean => one === 4 || one === 5;
  if (isOver(task)) return isActionRunning(status) && !isOver(agreed) ? 'done' : undefined;
  const movedHere = !FITTING[status].includes(agreed);
  if (movedHere) return undefined;
  if (status === 'done') return 'return';
  return task === 3 && isActionRunning(status) ? 'start' : undefined;
}
