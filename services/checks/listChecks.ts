import type { CheckFilter } from '../../db/repositories/checkFilter';
import type { Page, PageRequest } from '../../db/page';
import { CHECK_SCOPE, scopeOf } from '../../db/scope';
import { abilityOf } from '../../policies/ability';
import type { ServiceContext } from '../context';
import { type CheckWithActs, withActs } from './withActs';

/** The checks that the caller may see, newest first. */
export async function listChecks(
  ctx: ServiceContext,
  filter: CheckFilter,
  page: PageRequest,
): Promise<Page<CheckWithActs>> {
  const scope = scopeOf(abilityOf(ctx.actor), 'view', 'Check', CHECK_SCOPE);
  const { items, next } = await ctx.db.read.checks.list(scope, filter, page);
  return { items: await withActs(ctx, items), next };
}
