import type { Tx } from '../../db/transaction';
import type { PlacedCheck } from '../../db/repositories/checks';
import { isEnded } from '../../domain/check';
import { type Course, nextMoment } from '../../domain/escalation';
import type { Settings } from '../../domain/template';
import type { CheckState } from './types';

export function courseOf(check: PlacedCheck, settings: Settings, done: ReadonlySet<string>): Course {
  return { ...check, settings, zone: check.time_zone, done };
}

/** Reads what the process needs to know; to be called after all writes of the transaction. */
export async function stateOf(
  tx: Pick<Tx, 'events' | 'reports'>,
  check: PlacedCheck,
  settings: Settings,
): Promise<CheckState> {
  const ended = isEnded(check.status);
  const next = ended ? null : nextMoment(courseOf(check, settings, await tx.events.keys(check.id)));
  const promised = ended ? await tx.reports.pendingOf(check.id) : [];
  return {
    check_id: check.id,
    seq: check.fact_seq,
    title: check.title,
    status: check.status,
    ended,
    executor_id: check.executor_id,
    area_id: check.area_id,
    due_at: check.due_at.toISOString(),
    escalation_level: check.escalation_level,
    progress: { answered: check.answered_count, required: check.required_count, total: check.question_count },
    next: next && { at: next.at.toISOString(), kind: next.kind, step: next.step },
    reports: promised.filter((report) => report.requested_by === null).map((report) => report.id),
  };
}
