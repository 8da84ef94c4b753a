import type { VersionedTemplate } from '../../db/repositories/templates';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { visibleTemplate } from './visibleTemplate';

/** No more checks are opened from it, and its name is free again. @throws DomainError `template.archived` */
export async function archiveTemplate(ctx: ServiceContext, templateId: string): Promise<VersionedTemplate> {
  authorize(ctx.actor, 'archive', 'Template', await visibleTemplate(ctx, templateId));
  await ctx.db.transaction(async (tx) => {
    const locked = await tx.templates.lock(templateId);
    if (!locked) throw new DomainError('template.not_found');
    if (locked.status === 'archived') throw new DomainError('template.archived');
    await tx.templates.update(templateId, { status: 'archived' });
    tx.audit.append({
      actor: ctx.actor,
      action: 'template.archive',
      entity_id: templateId,
      area_id: locked.area_id,
      diff: { before: { status: 'active' }, after: { status: 'archived' } },
    });
  });
  return visibleTemplate(ctx, templateId);
}
