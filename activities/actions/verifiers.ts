import type { ActionMoveContext } from '../../db/moveAction';
import { may } from '../../policies/authorize';
import { actionSubjectOf } from '../../policies/actionActs';
import { actorBehind } from '../commandingActor';

/** Everybody whose rights reach the action and whose own work it is not. */
export async function anyoneWhoVerifies({ tx, action }: ActionMoveContext): Promise<string[]> {
  const facts = actionSubjectOf(action);
  const permitted = await tx.people.withPermission('MANAGE_ACTIONS');
  return permitted.filter((one) => may(actorBehind(one), 'verify', 'Action', facts)).map(({ id }) => id);
}

/** Who hears first of done work: whoever asked for it and the owner's supervisor, where they may verify; else everybody who may. */
export async function nearestVerifiers(context: ActionMoveContext): Promise<string[]> {
  const { tx, action } = context;
  const anyone = await anyoneWhoVerifies(context);
  const owner = await tx.people.find(action.owner_id);
  const near = [action.created_by, owner?.supervisor_id];
  const nearest = anyone.filter((id) => near.includes(id));
  return nearest.length > 0 ? nearest : anyone;
}
