import { CHECK_SCOPE, scopeOf } from '../../db/scope';
import { abilityOf } from '../../policies/ability';
import type { ServiceContext } from '../context';
import { type CheckWithActs, withActs } from './withActs';

/** Those of the checks that the caller may see, in no order. */
export async function findChecks(ctx: ServiceContext, ids: readonly string[]): Promise<CheckWithActs[]> {
  const scope = scopeOf(abilityOf(ctx.actor), 'view', 'Check', CHECK_SCOPE);
  return withActs(ctx, await ctx.db.read.checks.findMany(scope, ids));
}
