import type { VersionedTemplate } from '../../db/repositories/templates';
import { DomainError } from '../../domain/errors';
import { may } from '../../policies/authorize';
import type { ServiceContext } from '../context';

/** The template in its newest or the given version, if the caller may see it; else it is not there. */
export async function visibleTemplate(
  ctx: ServiceContext,
  templateId: string,
  version?: number,
): Promise<VersionedTemplate> {
  const found = may(ctx.actor, 'view', 'Template')
    ? await ctx.db.read.templates.find(templateId, version)
    : undefined;
  if (!found) throw new DomainError('template.not_found');
  return found;
}
