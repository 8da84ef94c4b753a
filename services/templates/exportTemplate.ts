import { translate } from '../../locales/translate';
import type { ServiceContext } from '../context';
import { visibleTemplate } from './visibleTemplate';
import { writeForm } from './xlsform/writeForm';
import { writeWorkbook } from './xlsform/writeWorkbook';

export type ExportFormat = 'json' | 'xlsx';

export interface ExportedTemplate {
  /** With its extension. */
  name: string;
  content: Buffer;
}

/** The template as a file that importing takes back whole. */
export async function exportTemplate(
  ctx: ServiceContext,
  templateId: string,
  format: ExportFormat,
  version?: number,
): Promise<ExportedTemplate> {
  const template = await visibleTemplate(ctx, templateId, version);
  const { name, description, structure, settings } = template;
  const title = `${name}.${format}`;
  if (format === 'json') {
    const document = { format: 'proverka.template/1', name, description, structure, settings };
    return { name: title, content: Buffer.from(JSON.stringify(document, null, 2)) };
  }
  const { locale } = ctx.actor;
  const yesNo = { yes: translate(locale, 'reports.yes'), no: translate(locale, 'reports.no') };
  return { name: title, content: await writeWorkbook(writeForm(template, yesNo)) };
}
