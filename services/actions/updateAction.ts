import type { ActionChange } from '../../domain/action';
import { DomainError, type Fault } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { commandAction } from './commandAction';
import type { ActionWithActs } from './withActionActs';

export interface ActionUpdate extends ActionChange {
  /** Ends the action without its being done; nothing else can be changed with it. */
  status?: 'cancelled';
  reason?: string;
}

/** @throws DomainError `action.invalid`, `action.closed`, `action.done`, `action.owner_unfit`, `action.due_in_past` */
export function updateAction(ctx: ServiceContext, id: string, input: ActionUpdate): Promise<ActionWithActs> {
  const { status, reason, ...change } = input;
  const faults: Fault[] =
    status === undefined
      ? namesOf({ reason })
      : [
          ...(reason === undefined ? [{ path: '/reason', code: 'field.missing' as const }] : []),
          ...namesOf(change),
        ];
  if (faults.length > 0) throw new DomainError('action.invalid', { faults });
  return reason === undefined
    ? commandAction(ctx, id, 'change', change)
    : commandAction(ctx, id, 'cancel', { reason });
}

function namesOf(fields: object): Fault[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => ({ path: `/${name}`, code: 'field.not_allowed' as const }));
}
