import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type ScheduleSpec,
} from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import { CHECKS_QUEUE } from './temporal';

const PROCESSES = 'reconcile-processes';

/** Recurring work of the product itself, in UTC. */
const MAINTENANCE: Maintenance[] = [
  {
    scheduleId: 'audit-anchor',
    workflowType: 'auditAnchorWorkflow',
    spec: { calendars: [{ hour: 0, minute: 5, comment: 'daily' }] },
    catchupWindow: '1 day',
  },
  {
    scheduleId: 'missed-slots',
    workflowType: 'missedSlotsWorkflow',
    spec: { intervals: [{ every: '1m' }] },
    catchupWindow: '1m',
  },
  {
    scheduleId: 'reconcile-schedules',
    workflowType: 'scheduleReconcileWorkflow',
    spec: { intervals: [{ every: '5m' }] },
    catchupWindow: '5m',
  },
  {
    scheduleId: PROCESSES,
    workflowType: 'processReconcileWorkflow',
    spec: { intervals: [{ every: '10m' }] },
    catchupWindow: '10m',
  },
  {
    scheduleId: 'retention',
    workflowType: 'retentionWorkflow',
    spec: { calendars: [{ hour: 3, minute: 40, comment: 'nightly' }] },
    catchupWindow: '20 hours',
  },
  {
    scheduleId: 'daily-digest',
    workflowType: 'digestWorkflow',
    // Mornings come at every quarter of an hour somewhere.
    spec: { intervals: [{ every: '15m' }] },
    catchupWindow: '15m',
  },
];

/** Only where actions have a counterpart in Bitrix24. */
const BITRIX_MAINTENANCE: Maintenance[] = [
  {
    scheduleId: 'reconcile-bitrix',
    workflowType: 'bitrixReconcileWorkflow',
    spec: { intervals: [{ every: '5m' }] },
    catchupWindow: '5m',
  },
];

const BACKUP = 'nightly-backup';

interface Maintenance {
  scheduleId: string;
  workflowType: string;
  spec: ScheduleSpec;
  /** How late it may still begin after an outage. */
  catchupWindow: Duration;
}

/** Makes the schedules that are not there; those that are keep what an operator made of them. */
export async function ensureMaintenance(client: Client): Promise<void> {
  await ensure(client, MAINTENANCE);
  // A start may follow a restore, or the loss of what Temporal knew: that is not left for ten minutes.
  await client.schedule.getHandle(PROCESSES).trigger(ScheduleOverlapPolicy.SKIP);
}
export const ensureBitrixMaintenance = (client: Client): Promise<void> => ensure(client, BITRIX_MAINTENANCE);

/** At this time of each day, by UTC; never, where none is given. A time that was configured anew holds from now on. */
export async function ensureBackupSchedule(
  client: Client,
  at: { hour: number; minute: number } | undefined,
): Promise<void> {
  const handle = client.schedule.getHandle(BACKUP);
  if (!at)
    return handle.delete().catch((error: unknown) => {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    });
  const spec: ScheduleSpec = { calendars: [{ ...at, comment: 'nightly' }] };
  await ensure(client, [
    { scheduleId: BACKUP, workflowType: 'backupWorkflow', spec, catchupWindow: '20 hours' },
  ]);
  const [planned] = (await handle.describe()).spec.calendars ?? [];
  const first = (value: unknown) => (value as { start: number }[] | undefined)?.[0]?.start ?? 0;
  if (planned && first(planned.hour) === at.hour && first(planned.minute) === at.minute) return;
  await handle.update((previous) => ({ ...previous, spec }));
}

async function ensure(client: Client, wanted: readonly Maintenance[]): Promise<void> {
  for (const { scheduleId, workflowType, spec, catchupWindow } of wanted) {
    try {
      await client.schedule.create({
        scheduleId,
        spec,
        action: {
          type: 'startWorkflow',
          workflowType,
          workflowId: scheduleId,
          taskQueue: CHECKS_QUEUE,
          args: [],
        },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow },
      });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }
}

/** How the product's own recurring work stands, by schedule. @throws Error when Temporal cannot be reached */
export async function diagnoseMaintenance(
  client: Client,
  has: { bitrix: boolean; backups: boolean },
): Promise<Record<string, 'planned' | 'paused' | 'missing'>> {
  const wanted = [
    ...MAINTENANCE,
    ...(has.bitrix ? BITRIX_MAINTENANCE : []),
    ...(has.backups ? [{ scheduleId: BACKUP }] : []),
  ];
  const stands: Record<string, 'planned' | 'paused' | 'missing'> = {};
  for (const { scheduleId } of wanted) {
    stands[scheduleId] = await client.schedule
      .getHandle(scheduleId)
      .describe()
      .then(
        ({ state }) => (state.paused ? ('paused' as const) : ('planned' as const)),
        (error: unknown) => {
          if (error instanceof ScheduleNotFoundError) return 'missing' as const;
          throw error;
        },
      );
  }
  return stands;
}
