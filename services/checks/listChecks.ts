import type { CheckFilter, ListedCheck } from '../../db/repositories/checks';
import type { Page, PageRequest } from '../../db/page';
import { CHECK_SCOPE, scopeOf } from '../../db/scope';
import type { CheckAct } from '../../domain/check';
import { abilityOf } from '../../policies/ability';
import { allowedActs } from '../../policies/checkActs';
import type { ServiceContext } from '../context';

/** The checks that the caller may see, newest first. */
export async function listChecks(
  ctx: ServiceContext,
  filter: CheckFilter,
  page: PageRequest,
): Promise<Page<{ check: ListedCheck; may: CheckAct[] }>> {
  const scope = scopeOf(abilityOf(ctx.actor), 'view', 'Check', CHECK_SCOPE);
  const { items, next } = await ctx.db.read.checks.list(scope, filter, page);
  const shown = items.map(async (check) => {
    const { settings } = await ctx.templates.get(check.template_id, check.template_version);
    return { check, may: allowedActs({ ...check, allow_decline: settings.allow_decline }, ctx.actor) };
  });
  return { items: await Promise.all(shown), next };
}
