import { DomainError } from '../domain/errors';
import type { PlacedAction } from './repositories/actions';
import type { PlacedCheck } from './repositories/checks';
import type { Tx } from './transaction';

/** An action under its row's lock, with the check whose revision rises with its changes. */
export interface LockedAction {
  action: PlacedAction;
  check: PlacedCheck | undefined;
}

/** The check's row is locked first: those who answer or submit hold it when they open an action. */
export async function lockAction(tx: Tx, id: string): Promise<LockedAction> {
  const found = await tx.actions.find(id);
  if (!found) throw new DomainError('action.not_found');
  const check = found.check_id ? await tx.checks.lock(found.check_id) : undefined;
  const action = await tx.actions.lock(id);
  if (!action) throw new DomainError('action.not_found');
  return { action, check };
}
