import type { ReportRow } from '../../db/repositories/reports';
import type { CustomTemplate } from '../../reports/customTemplate';
import type { ReportActivityDeps } from './index';

/** The customer's own document for this checklist, where one was uploaded. */
export async function loadCustomTemplate(
  { db, storage }: ReportActivityDeps,
  report: ReportRow,
): Promise<CustomTemplate | undefined> {
  const check = await db.read.checks.find(report.check_id);
  const template = check && (await db.read.templates.find(check.template_id));
  if (!template?.report_template_key || !template.report_template_extension) return undefined;
  return {
    content: await storage.get(template.report_template_key),
    extension: template.report_template_extension,
  };
}
