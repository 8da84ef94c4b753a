import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { ProcessActivities } from '../activities/processes';

const processes = proxyActivities<ProcessActivities>({
  startToCloseTimeout: '1h',
  heartbeatTimeout: '1m',
  retry: { initialInterval: '5s', maximumInterval: '1m' },
});

/**
 * Each ten minutes: processes that the rows owe are started, those whose row has vanished are ended. What was terminated
 * by hand, or lost with Temporal's own database, goes on.
 */
export async function processReconcileWorkflow(): Promise<string> {
  const counts = await processes.mendProcesses();
  const words = Object.entries(counts).map(([what, count]) => `${what}: ${count}`);
  const found = words.join(', ') || 'all is well';
  setCurrentDetails(found);
  return found;
}
