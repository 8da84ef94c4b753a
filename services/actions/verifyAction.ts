import type { ActionCommands } from '../../domain/action';
import type { ServiceContext } from '../context';
import { commandAction } from './commandAction';
import type { ActionWithActs } from './withActionActs';

/** Another person than the owner confirms the work. @throws DomainError `action.own_work`, `action.not_done`, `action.closed` */
export function verifyAction(
  ctx: ServiceContext,
  id: string,
  input: ActionCommands['verify'],
): Promise<ActionWithActs> {
  return commandAction(ctx, id, 'verify', input);
}
