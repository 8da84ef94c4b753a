import type { CheckFilter } from '../../db/repositories/checkFilter';
import type { AreaCounts } from '../../db/repositories/checks';
import { CHECK_SCOPE, scopeOf } from '../../db/scope';
import { abilityOf } from '../../policies/ability';
import type { ServiceContext } from '../context';

/** How many checks the caller may see in each area, the most overdue first. */
export function countChecks(ctx: ServiceContext, filter: CheckFilter): Promise<AreaCounts[]> {
  const scope = scopeOf(abilityOf(ctx.actor), 'view', 'Check', CHECK_SCOPE);
  return ctx.db.read.checks.counts(scope, filter);
}
