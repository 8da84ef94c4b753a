import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { CHECKS_QUEUE } from './temporal';

/** Recurring work of the product itself, in UTC. */
const MAINTENANCE = [{ scheduleId: 'audit-anchor', workflowType: 'auditAnchorWorkflow', hour: 0, minute: 5 }];

/** Makes the schedules that are not there; those that are keep what an operator made of them. */
export async function ensureMaintenance(client: Client): Promise<void> {
  for (const { scheduleId, workflowType, hour, minute } of MAINTENANCE) {
    try {
      await client.schedule.create({
        scheduleId,
        spec: { calendars: [{ hour, minute, comment: 'daily' }] },
        action: {
          type: 'startWorkflow',
          workflowType,
          workflowId: scheduleId,
          taskQueue: CHECKS_QUEUE,
          args: [],
        },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
      });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }
}
