import type { ReportRow } from '../../db/repositories/reports';
import { DomainError } from '../../domain/errors';
import { may } from '../../policies/authorize';
import type { ServiceContext } from '../context';

/** The report, if the caller may see it; else it is not there. */
export async function getReport(ctx: ServiceContext, reportId: string): Promise<ReportRow> {
  const report = await ctx.db.read.reports.find(reportId);
  const check = report && (await ctx.db.read.checks.find(report.check_id));
  if (!report || !check) throw new DomainError('report.not_found');
  const facts = { requested_by: report.requested_by, area_path: check.area_path };
  if (!may(ctx.actor, 'view', 'Report', facts)) throw new DomainError('report.not_found');
  return report;
}
