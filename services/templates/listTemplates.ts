import type { Page, PageRequest } from '../../db/page';
import type { ListedTemplate, TemplateFilter } from '../../db/repositories/templates';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';

/** Each template in its newest version, newest template first. */
export async function listTemplates(
  ctx: ServiceContext,
  filter: TemplateFilter,
  page: PageRequest,
): Promise<Page<ListedTemplate>> {
  authorize(ctx.actor, 'view', 'Template');
  return ctx.db.read.templates.list(filter, page);
}
