import { proxyActivities } from '@temporalio/workflow';
import type { NoticeActivities } from '../activities/notices';

const notices = proxyActivities<NoticeActivities>({
  startToCloseTimeout: '5m',
  retry: { initialInterval: '5s', maximumInterval: '1m', maximumAttempts: 5 },
});

/** Each quarter of an hour: supervisors whose day begins are told where their area stands. */
export async function digestWorkflow(): Promise<number> {
  return notices.tellDigests();
}
