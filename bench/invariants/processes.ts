import type { Client } from '@temporalio/client';
import type { CheckState } from '../../activities/checks/types';
import { courseOf } from '../../activities/checks/state';
import type { Database } from '../../db/database';
import type { ListedCheck } from '../../db/repositories/checks';
import type { TemplateVersionInUse } from '../../db/templateVersions';
import { isEnded } from '../../domain/check';
import { nextMoment } from '../../domain/escalation';
import { type Fault, lost, unexplained } from './fault';
import { storyOf } from './story';

/** More attempts at one workflow task than an outage explains once everything runs again. */
const TRIED_IN_VAIN = 5;

/** I6 and I8: the check's process lives as long as the check, does not fail over and over, and knows what the rows say. */
export async function processFaults(
  temporal: Client,
  db: Database,
  check: ListedCheck,
  template: TemplateVersionInUse,
): Promise<Fault[]> {
  const handle = temporal.workflow.getHandle(`check-${check.id}`);
  const description = await handle.describe().catch(() => undefined);
  if (!description) return [lost(`I8 check ${check.id} has no process`)];
  const attempts = Number(description.raw.pendingWorkflowTask?.attempt ?? 0);
  if (attempts > TRIED_IN_VAIN)
    return [unexplained(`I6 the process of check ${check.id} fails again and again`)];

  const status = description.status.name;
  if (isEnded(check.status)) {
    if (status !== 'COMPLETED') {
      const story = await storyOf(handle, description);
      return [unexplained(`I8 check ${check.id} is ${check.status}, its process ${status}${story}`)];
    }
    const result = await handle.result();
    return result === check.status
      ? []
      : [unexplained(`I8 the process of check ${check.id} ended ${result}`)];
  }
  if (status !== 'RUNNING')
    return [unexplained(`I8 check ${check.id} is ${check.status}, its process ${status}`)];
  const known = await handle.query<CheckState | undefined>('checkState');
  const next = nextMoment(courseOf(check, template.settings, await db.read.events.keys(check.id)));
  const rows = {
    status: check.status,
    executor_id: check.executor_id,
    due_at: check.due_at.toISOString(),
    escalation_level: check.escalation_level,
    answered: check.answered_count,
    next: next?.at.toISOString(),
  };
  const told = known && {
    status: known.status,
    executor_id: known.executor_id,
    due_at: known.due_at,
    escalation_level: known.escalation_level,
    answered: known.progress.answered,
    next: known.next?.at,
  };
  return JSON.stringify(told) === JSON.stringify(rows)
    ? []
    : [unexplained(`I8 check ${check.id}: rows ${JSON.stringify(rows)}, process ${JSON.stringify(told)}`)];
}
