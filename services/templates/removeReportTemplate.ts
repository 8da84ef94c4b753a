import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { setReportTemplate } from './setReportTemplate';
import { visibleTemplate } from './visibleTemplate';

/** Reports look as usual again. @throws DomainError `report_template.not_found`, `template.archived` */
export async function removeReportTemplate(ctx: ServiceContext, templateId: string): Promise<void> {
  authorize(ctx.actor, 'update', 'Template', await visibleTemplate(ctx, templateId));
  await setReportTemplate(ctx, templateId, null);
}
