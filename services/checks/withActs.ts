import type { ListedCheck } from '../../db/repositories/checks';
import type { CheckAct } from '../../domain/check';
import { allowedActs } from '../../policies/checkActs';
import type { ServiceContext } from '../context';

export interface CheckWithActs {
  check: ListedCheck;
  may: CheckAct[];
}

/** Checks that the caller sees, each with the acts that the caller may take on it now. */
export function withActs(ctx: ServiceContext, checks: readonly ListedCheck[]): Promise<CheckWithActs[]> {
  return Promise.all(
    checks.map(async (check) => {
      const { settings } = await ctx.templates.get(check.template_id, check.template_version);
      return { check, may: allowedActs({ ...check, allow_decline: settings.allow_decline }, ctx.actor) };
    }),
  );
}
