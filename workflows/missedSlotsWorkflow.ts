import { proxyActivities } from '@temporalio/workflow';
import type { ScheduleActivities, Settled } from '../activities/schedules';

const schedules = proxyActivities<ScheduleActivities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '1m',
  retry: { initialInterval: '5s', maximumInterval: '1m' },
});

/** Each minute: slots that Temporal did not fire are opened where their window still stands, and explained where it does not. */
export async function missedSlotsWorkflow(): Promise<Settled> {
  return schedules.settleSlots();
}
