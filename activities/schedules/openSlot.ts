import type { ScheduleVersionRow } from '../../db/repositories/schedules';
import { parseCron } from '../../domain/cron';
import { type Slot, slotAt } from '../../domain/slots';
import { wallTime } from '../../domain/localTime';
import { type DecidedSlot, decideSlot } from './decideSlot';
import type { ScheduleActivityDeps } from './deps';
import { inForce } from './inForce';

export interface SlotFired {
  schedule_id: string;
  /** The planned moment, RFC 3339. */
  slot_at: string;
  by_hand: boolean;
}

/** What became of it; a moment that the plan does not name, or that is on record already, opens nothing. */
export type SlotOutcome = ({ outcome: 'recorded' } & DecidedSlot) | { outcome: 'known' | 'not_planned' };

/** One transaction holds the slot and all its checks, so that neither is ever there without the other. */
export async function openSlot(
  deps: ScheduleActivityDeps,
  { schedule_id, slot_at, by_hand }: SlotFired,
): Promise<SlotOutcome> {
  const at = new Date(slot_at);
  return deps.db.transaction(async (tx): Promise<SlotOutcome> => {
    const schedule = await tx.schedules.lock(schedule_id);
    if (!schedule || (schedule.deleted_at && schedule.deleted_at <= at)) return { outcome: 'not_planned' };
    const plan = inForce(await tx.schedules.versionsOf([schedule_id]), by_hand ? endOfSecond(at) : at);
    const slot = plan && (by_hand ? slotByHand(at, plan.time_zone) : plannedSlot(plan, at));
    if (!plan || !slot) return { outcome: 'not_planned' };
    const decided = await decideSlot(tx, deps, {
      schedule,
      plan,
      slot,
      origin: by_hand ? 'run' : 'schedule',
    });
    return decided ? { outcome: 'recorded', ...decided } : { outcome: 'known' };
  });
}

function plannedSlot(plan: ScheduleVersionRow, at: Date): Slot | undefined {
  return slotAt(parseCron(plan.cron_expression), plan.time_zone, at);
}

/** It names its whole second, in which the schedule may just have been made or changed. */
function endOfSecond(at: Date): Date {
  return new Date(at.getTime() + 999);
}

function slotByHand(at: Date, zone: string): Slot {
  return { key: `run:${at.toISOString().slice(0, 19)}Z`, at, local: wallTime(at, zone) };
}
