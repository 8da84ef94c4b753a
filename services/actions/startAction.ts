import type { ServiceContext } from '../context';
import { commandAction } from './commandAction';
import type { ActionWithActs } from './withActionActs';

/** @throws DomainError `action.not_owner`, `action.not_startable`, `action.done`, `action.closed` */
export function startAction(ctx: ServiceContext, id: string): Promise<ActionWithActs> {
  return commandAction(ctx, id, 'start', {});
}
