import { proxyActivities } from '@temporalio/workflow';
import type { ScheduleActivities } from '../activities/schedules';

const schedules = proxyActivities<ScheduleActivities>({
  startToCloseTimeout: '30m',
  heartbeatTimeout: '1m',
  retry: { initialInterval: '5s', maximumInterval: '1m' },
});

/** Temporal's Schedules are made what the rows say: whatever was deleted, paused or edited there by hand. */
export async function scheduleReconcileWorkflow(): Promise<string> {
  const { looked_at, mended } = await schedules.mendSchedules();
  const words = mended.map(({ schedule_id, drift }) => `${schedule_id}: ${drift.join(', ')}`);
  return [`looked at ${looked_at}, mended ${mended.length}`, ...words].join('\n');
}
