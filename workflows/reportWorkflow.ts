import { log, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CheckActivities } from '../activities/checks';
import type { ReportActivities } from '../activities/reports';

const reports = proxyActivities<ReportActivities>({
  taskQueue: 'reports',
  startToCloseTimeout: '2m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '2s', maximumInterval: '1m', maximumAttempts: 20 },
});
const rows = proxyLocalActivities<CheckActivities>({ startToCloseTimeout: '10s' });

/** Makes one report that a person asked for. */
export async function reportWorkflow({ report_id }: { report_id: string }): Promise<void> {
  try {
    await reports.renderReport({ report_id });
  } catch (error) {
    log.error('a report could not be made', { report_id, error });
    await rows.failReport({ report_id });
  }
}
