import type { Page, PageRequest } from '../../db/page';
import type { ReportFilter, ReportRow } from '../../db/repositories/reports';
import { REPORT_SCOPE, scopeOf } from '../../db/scope';
import { abilityOf } from '../../policies/ability';
import type { ServiceContext } from '../context';

export function listReports(
  ctx: ServiceContext,
  filter: ReportFilter,
  page: PageRequest,
): Promise<Page<ReportRow>> {
  const scope = scopeOf(abilityOf(ctx.actor), 'view', 'Report', REPORT_SCOPE);
  return ctx.db.read.reports.list(scope, filter, page);
}
