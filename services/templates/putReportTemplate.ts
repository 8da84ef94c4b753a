import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { VersionedTemplate } from '../../db/repositories/templates';
import { authorize } from '../../policies/authorize';
import { assertReportTemplate } from '../../reports/customTemplate';
import type { ServiceContext } from '../context';
import type { Upload } from './readUpload';
import { setReportTemplate } from './setReportTemplate';
import { visibleTemplate } from './visibleTemplate';

const MEDIA_TYPE = {
  fodt: 'application/vnd.oasis.opendocument.text-flat-xml',
  odt: 'application/vnd.oasis.opendocument.text',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/**
 * Puts the customer's own document in the place of the standard one, for reports on checks of every version.
 * @throws DomainError `report_template.unreadable` for what is no harmless .fodt, .odt or .docx; `template.archived`
 */
export async function putReportTemplate(
  ctx: ServiceContext,
  templateId: string,
  { name, content }: Upload,
): Promise<VersionedTemplate> {
  authorize(ctx.actor, 'update', 'Template', await visibleTemplate(ctx, templateId));
  const extension = extname(name).slice(1).toLowerCase();
  assertReportTemplate(content, extension);

  // A key of its own for each upload: a report being made still reads the document that it began with.
  const key = `report-templates/${templateId}/${uuidv7()}.${extension}`;
  await ctx.storage.put(key, content, MEDIA_TYPE[extension]);
  const sha256 = createHash('sha256').update(content).digest('hex');
  await setReportTemplate(ctx, templateId, { key, extension, sha256 });
  return visibleTemplate(ctx, templateId);
}
