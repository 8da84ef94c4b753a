import type { ReportRow } from '../../db/repositories/reports';
import { REPORT_SCOPE, scopeOf } from '../../db/scope';
import { abilityOf } from '../../policies/ability';
import type { ServiceContext } from '../context';

/** The newest `limit` reports of each check that the caller may see. */
export function reportsOf(
  ctx: ServiceContext,
  checkIds: readonly string[],
  limit: number,
): Promise<ReportRow[]> {
  const scope = scopeOf(abilityOf(ctx.actor), 'view', 'Report', REPORT_SCOPE);
  return ctx.db.read.reports.ofChecks(scope, checkIds, limit);
}
