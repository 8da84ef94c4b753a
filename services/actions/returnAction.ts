import type { ActionCommands } from '../../domain/action';
import type { ServiceContext } from '../context';
import { commandAction } from './commandAction';
import type { ActionWithActs } from './withActionActs';

/** The work is to be done again. @throws DomainError `action.own_work`, `action.not_done`, `action.closed`, `action.due_in_past` */
export function returnAction(
  ctx: ServiceContext,
  id: string,
  input: ActionCommands['return'],
): Promise<ActionWithActs> {
  return commandAction(ctx, id, 'return', input);
}
