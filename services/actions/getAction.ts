import type { ServiceContext } from '../context';
import { visibleAction } from './visibleAction';
import { type ActionWithActs, withActionActs } from './withActionActs';

/** @throws DomainError `action.not_found`, also where the caller may not see it */
export async function getAction(ctx: ServiceContext, id: string): Promise<ActionWithActs> {
  const action = await visibleAction(ctx, id);
  const [withActs] = await withActionActs(ctx, [action]);
  return withActs as ActionWithActs;
}
