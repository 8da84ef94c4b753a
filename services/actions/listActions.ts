import type { Page, PageRequest } from '../../db/page';
import type { ActionFilter } from '../../db/repositories/actions';
import { ACTION_SCOPE, scopeOf } from '../../db/scope';
import { abilityOf } from '../../policies/ability';
import type { ServiceContext } from '../context';
import { type ActionWithActs, withActionActs } from './withActionActs';

/** The actions that the caller may see, newest first. */
export async function listActions(
  ctx: ServiceContext,
  filter: ActionFilter,
  page: PageRequest,
): Promise<Page<ActionWithActs>> {
  const { items, next } = await ctx.db.read.actions.list(actionScope(ctx), filter, page);
  return { items: await withActionActs(ctx, items), next };
}

export function actionScope({ actor }: Pick<ServiceContext, 'actor'>) {
  return scopeOf(abilityOf(actor), 'view', 'Action', ACTION_SCOPE);
}
