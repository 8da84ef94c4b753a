import { v7 as uuidv7 } from 'uuid';
import type { ReportRow } from '../../db/repositories/reports';
import { DomainError } from '../../domain/errors';
import { type ReportParameters, defaultReportParameters } from '../../domain/report';
import type { ReportFormat } from '../../domain/template';
import { assertAct } from '../../policies/checkActs';
import type { ServiceContext } from '../context';
import { visibleCheck } from '../checks/visibleCheck';

export interface ReportRequest {
  check_id: string;
  format: ReportFormat;
  parameters?: Partial<ReportParameters>;
}

/** The one report of the check's revision, format and parameters: begun now, the one that is there, or a failed one anew. */
export async function requestReport(
  ctx: ServiceContext,
  { check_id, format, parameters }: ReportRequest,
): Promise<ReportRow> {
  const { facts } = await visibleCheck(ctx, check_id);
  assertAct('report', facts, ctx.actor);
  return ctx.db.transaction(async (tx) => {
    const check = await tx.checks.lock(check_id);
    if (!check) throw new DomainError('check.not_found');
    const { report, created } = await tx.reports.ensure({
      id: uuidv7(),
      check_id,
      check_revision: check.revision,
      format,
      parameters: { ...defaultReportParameters(check.time_zone), ...parameters },
      requested_by: ctx.actor.user_id,
      created_at: ctx.now(),
    });
    if (!created && report.status !== 'failed') return report;
    if (!created) await tx.reports.update(report.id, { status: 'pending', error: null });
    tx.outbox.tell({ subject: `report:${report.id}`, kind: 'start' });
    tx.audit.append({
      actor: ctx.actor,
      action: 'report.generate',
      entity_id: report.id,
      area_id: check.area_id,
      diff: { before: null, after: { check_id, format, check_revision: check.revision } },
    });
    return { ...report, status: 'pending', error: null };
  });
}
