import type { SingleCheck } from '../../db/repositories/checks';
import type { TemplateVersionInUse } from '../../db/templateVersions';
import { DomainError } from '../../domain/errors';
import { may } from '../../policies/authorize';
import type { CheckFacts } from '../../policies/checkActs';
import type { ServiceContext } from '../context';

export interface VisibleCheck {
  check: SingleCheck;
  template: TemplateVersionInUse;
  facts: CheckFacts;
}

/** The check, if the caller may see it; else it is not there. */
export async function visibleCheck(ctx: ServiceContext, checkId: string): Promise<VisibleCheck> {
  const check = await ctx.db.single.check(checkId);
  if (!check) throw new DomainError('check.not_found');
  const template = await ctx.templates.get(check.template_id, check.template_version);
  const facts = { ...check, allow_decline: template.settings.allow_decline };
  if (!may(ctx.actor, 'view', 'Check', facts)) throw new DomainError('check.not_found');
  return { check, template, facts };
}
