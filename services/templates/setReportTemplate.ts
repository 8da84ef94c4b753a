import type { Template } from '../../db/models/templates';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';

interface ReportDocument {
  key: string;
  extension: NonNullable<Template['report_template_extension']>;
  sha256: string;
}

/** Names the document in the template's row, and then drops the one before from the storage. */
export async function setReportTemplate(
  ctx: ServiceContext,
  templateId: string,
  document: ReportDocument | null,
): Promise<void> {
  const former = await ctx.db.transaction(async (tx) => {
    const template = await tx.templates.lock(templateId);
    if (!template) throw new DomainError('template.not_found');
    if (template.status === 'archived') throw new DomainError('template.archived');
    if (!document && !template.report_template_key) throw new DomainError('report_template.not_found');
    await tx.templates.update(templateId, {
      report_template_key: document?.key ?? null,
      report_template_extension: document?.extension ?? null,
    });
    tx.audit.append({
      actor: ctx.actor,
      action: 'template.update',
      entity_id: templateId,
      area_id: template.area_id,
      diff: {
        before: { report_template: template.report_template_extension },
        after: {
          report_template: document?.extension ?? null,
          ...(document && { report_template_sha256: document.sha256 }),
        },
      },
    });
    return template.report_template_key;
  });
  if (!former) return;
  await ctx.storage.remove(former).catch((error: unknown) => {
    ctx.logger.warn({ err: error, key: former }, 'a report template that is out of use stays in the storage');
  });
}
