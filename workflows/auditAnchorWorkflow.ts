import { proxyActivities } from '@temporalio/workflow';
import type { AuditActivities } from '../activities/audit';

const audit = proxyActivities<AuditActivities>({
  startToCloseTimeout: '1m',
  retry: { initialInterval: '5s', maximumInterval: '10m' },
});

/** Once a day, by schedule: signs where the audit chain stands. */
export async function auditAnchorWorkflow(): Promise<string> {
  return audit.anchorAudit();
}
