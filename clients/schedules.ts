import {
  type CalendarSpec,
  type Client,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import { scheduleDrift } from './scheduleDrift';
import { CHECKS_QUEUE, MOST_SUMMARY_CHARACTERS } from './temporal';

/** What Temporal should hold for a schedule of ours. */
export interface WantedSchedule {
  id: string;
  name: string;
  calendars: readonly CalendarSpec[];
  time_zone: string;
  jitter_ms: number;
  window_ms: number;
  enabled: boolean;
}

export interface SchedulerClient {
  /** Makes Temporal's Schedule what is wanted; repeating it changes nothing. */
  put(wanted: WantedSchedule): Promise<void>;
  /** Harmless where there is none. */
  remove(id: string): Promise<void>;
  /** What differs from what is wanted, by name; `missing` where there is none. Empty where all is well. */
  drift(wanted: WantedSchedule): Promise<string[]>;
  /** Ids of the schedules that Temporal's own list shows. It may be a little behind. */
  known(): AsyncIterable<string>;
}

const PREFIX = 'schedule-';
/** Temporal takes no shorter one. */
const LEAST_CATCH_UP_MS = 10_000;

export function createSchedulerClient(client: Client): SchedulerClient {
  const handleOf = (id: string) => client.schedule.getHandle(PREFIX + id);

  return {
    async put(wanted) {
      const options = optionsOf(wanted);
      try {
        await handleOf(wanted.id).update(() => options);
      } catch (error) {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
        await client.schedule.create({ ...options, scheduleId: PREFIX + wanted.id });
      }
    },

    async remove(id) {
      try {
        await handleOf(id).delete();
      } catch (error) {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
      }
    },

    async drift(wanted) {
      try {
        return scheduleDrift(await handleOf(wanted.id).describe(), optionsOf(wanted));
      } catch (error) {
        if (error instanceof ScheduleNotFoundError) return ['missing'];
        throw error;
      }
    },

    async *known() {
      for await (const { scheduleId } of client.schedule.list()) {
        if (scheduleId.startsWith(PREFIX)) yield scheduleId.slice(PREFIX.length);
      }
    },
  };
}

function optionsOf({ id, name, calendars, time_zone, jitter_ms, window_ms, enabled }: WantedSchedule) {
  return {
    spec: {
      calendars: calendars.map((calendar) => ({ ...calendar, comment: name })),
      timezone: time_zone,
      jitter: jitter_ms,
    },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'slotWorkflow',
      workflowId: `slot-${id}`,
      taskQueue: CHECKS_QUEUE,
      args: [{ schedule_id: id }],
      staticSummary: name.slice(0, MOST_SUMMARY_CHARACTERS),
    },
    policies: {
      overlap: ScheduleOverlapPolicy.ALLOW_ALL,
      catchupWindow: Math.max(window_ms, LEAST_CATCH_UP_MS),
      pauseOnFailure: false,
    },
    state: { paused: !enabled, note: name },
  };
}

export type ScheduleWish = ReturnType<typeof optionsOf>;
