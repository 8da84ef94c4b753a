import { ApplicationFailure, log, proxyActivities, setCurrentDetails, uuid4 } from '@temporalio/workflow';
import type { RetentionActivities } from '../activities/retention';
import { type Removal, RETENTION_KINDS } from '../domain/retention';

const retention = proxyActivities<RetentionActivities>({
  startToCloseTimeout: '4h',
  heartbeatTimeout: '5m',
  retry: { initialInterval: '30s', backoffCoefficient: 3, maximumInterval: '15m', maximumAttempts: 5 },
});

/** Each night, by schedule: what is old enough goes, kind by kind; one that fails does not keep the others. */
export async function retentionWorkflow(): Promise<Removal[]> {
  const run_id = uuid4();
  const removed: Removal[] = [];
  const failed: string[] = [];
  for (const kind of RETENTION_KINDS) {
    try {
      removed.push(await retention.removeOld({ kind, run_id }));
    } catch (error) {
      log.error('retention failed', { kind, run_id, error });
      failed.push(kind);
    }
    setCurrentDetails(wordsOf(removed, failed));
  }
  if (failed.length > 0) throw ApplicationFailure.nonRetryable(wordsOf(removed, failed), 'retention.failed');
  return removed;
}

function wordsOf(removed: readonly Removal[], failed: readonly string[]): string {
  const parts = removed.filter(({ count }) => count > 0).map(({ kind, count }) => `${kind}: ${count}`);
  return [
    parts.join(', ') || 'nothing was old',
    ...(failed.length > 0 ? [`failed: ${failed.join(', ')}`] : []),
  ].join('; ');
}
