import type { ServiceContext } from '../context';
import { actionScope } from './listActions';
import { type ActionWithActs, withActionActs } from './withActionActs';

/** Those of the actions that the caller may see, in no order. */
export async function findActions(ctx: ServiceContext, ids: readonly string[]): Promise<ActionWithActs[]> {
  return withActionActs(ctx, await ctx.db.read.actions.findMany(actionScope(ctx), ids));
}

/** Those of the checks' actions that the caller may see, oldest first within each check. */
export async function actionsOf(ctx: ServiceContext, checkIds: readonly string[]): Promise<ActionWithActs[]> {
  return withActionActs(ctx, await ctx.db.read.actions.ofChecks(checkIds, actionScope(ctx)));
}
