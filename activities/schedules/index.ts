import { heartbeat, metricMeter } from '@temporalio/activity';
import { SLOT_CAUSES, type SlotCause } from '../../domain/schedule';
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
  return {
    async openSlot(fired: SlotFired): Promise<SlotOutcome> {
      const outcome = await openSlot(deps, fired);
      if (outcome.outcome === 'recorded') count(outcome);
      return outcome;
    },

    async settleSlots(): Promise<Settled> {
      for (const cause of SLOT_CAUSES) countMissed(cause, 0);
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

function count({ missed }: DecidedSlot): void {
  for (const cause of missed) countMissed(cause, 1);
}

function countMissed(cause: SlotCause, slots: number): void {
  metricMeter
    .createCounter('proverka_missed_slots', 'slots', 'Slots without a check, one for each executor, by cause')
    .add(slots, { cause });
}

export type ScheduleActivities = ReturnType<typeof createScheduleActivities>;
