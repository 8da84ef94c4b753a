import { v7 as uuidv7 } from 'uuid';
import { defaultReportParameters } from '../../domain/report';
import { SYSTEM } from '../../domain/actor';
import { type MoveContext, move } from './move';

/** The end of a check: in the same transaction everything that the end promises is written down. */
export async function complete(context: MoveContext): Promise<void> {
  const { tx, check, template, now } = context;
  await move(
    { ...context, actor: SYSTEM },
    {
      kind: 'completed',
      patch: { status: 'completed', completed_at: now },
      data: { score: check.score, verdict: check.verdict },
      key: 'completed',
      action: 'check.complete',
    },
  );
  for (const format of template.settings.report_formats) {
    await tx.reports.ensure({
      id: uuidv7(),
      check_id: check.id,
      check_revision: check.revision,
      format,
      parameters: { ...defaultReportParameters(check.time_zone) },
      requested_by: null,
      created_at: now,
    });
  }
}
