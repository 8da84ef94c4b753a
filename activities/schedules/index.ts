import { heartbeat } from '@temporalio/activity';
import type { DecidedSlot } from './decideSlot';
import type { ScheduleActivityDeps } from './deps';
import { type Mended, mendDrift } from './mendDrift';
import { type SlotFired, type SlotOutcome, openSlot } from './openSlot';
import { settleSlots } from './settleSlots';

/** What became of the slots that Temporal did not fire. */
export interface Settled {
  slots: number;
  opened: number;
  missed: number;
}

/** What Temporal Schedules and their upkeep do. Each may run twice: a repeat changes nothing. */
export function createScheduleActivities(deps: ScheduleActivityDeps) {
  const count = ({ missed }: DecidedSlot): void => missed.forEach((cause) => deps.onMissedSlot?.(cause));

  return {
    async openSlot(fired: SlotFired): Promise<SlotOutcome> {
      const outcome = await openSlot(deps, fired);
      if (outcome.outcome === 'recorded') count(outcome);
      return outcome;
    },

    async settleSlots(): Promise<Settled> {
      const decided = await settleSlots(deps, heartbeat);
      decided.forEach(count);
      return {
        slots: decided.length,
        opened: decided.reduce((sum, { opened }) => sum + opened, 0),
        missed: decided.reduce((sum, { missed }) => sum + missed.length, 0),
      };
    },

    mendSchedules: (): Promise<Mended> => mendDrift(deps, heartbeat),
  };
}

export type ScheduleActivities = ReturnType<typeof createScheduleActivities>;
