import type { PlacedAction } from '../../db/repositories/actions';
import { DomainError } from '../../domain/errors';
import { actionSubjectOf } from '../../policies/actionActs';
import { may } from '../../policies/authorize';
import type { ServiceContext } from '../context';

/** The action, if the caller may see it; else it is not there. */
export async function visibleAction(ctx: ServiceContext, id: string): Promise<PlacedAction> {
  const action = await ctx.db.read.actions.find(id);
  if (!action || !may(ctx.actor, 'view', 'Action', actionSubjectOf(action)))
    throw new DomainError('action.not_found');
  return action;
}
