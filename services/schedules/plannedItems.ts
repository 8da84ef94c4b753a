import { type Candidate, candidatesOfAll, isDayOff } from '../../db/candidates';
import type { ScheduleRow, ScheduleVersionRow } from '../../db/repositories/schedules';
import { parseCron } from '../../domain/cron';
import { reigns } from '../../domain/reigns';
import type { SlotCause } from '../../domain/schedule';
import { type Slot, nextSlots } from '../../domain/slots';
import { canFill } from '../../policies/fit';
import type { ServiceContext } from '../context';

/** One executor's part of a slot; `executor_id` is null where nobody was chosen, or will be only when it comes. */
export interface LedgerItem {
  key: string;
  slot_at: Date;
  local: string;
  executor_id: string | null;
  check_id: string | null;
  status: 'planned' | 'opened' | 'missed';
  cause: SlotCause | null;
}

export type ScheduleInLedger = Pick<ScheduleRow, 'id' | 'version' | 'settled_until' | 'template_status'>;

/** Of each schedule at least `limit` items behind its first moment, where there are so many. */
export async function plannedItems(
  { db }: Pick<ServiceContext, 'db'>,
  schedules: readonly ScheduleInLedger[],
  { from, to, limit }: { from: Date; to: Date; limit: number },
): Promise<Map<string, LedgerItem[]>> {
  const startOf = ({ settled_until }: ScheduleInLedger) => (from > settled_until ? from : settled_until);
  const open = schedules.filter((schedule) => startOf(schedule) < to);
  const ids = open.map(({ id }) => id);
  const earliest = new Date(Math.min(to.getTime(), ...open.map((schedule) => startOf(schedule).getTime())));
  const [versions, known] = await Promise.all([
    db.read.schedules.versionsOf(ids),
    db.read.slots.keysBetween(ids, earliest, to),
  ]);
  const planned = open.flatMap((schedule) => {
    const own = versions.filter(({ schedule_id }) => schedule_id === schedule.id);
    return reigns(own, startOf(schedule), to).map((reign) => ({
      ...reign,
      isArchived: reign.plan.version === schedule.version && schedule.template_status === 'archived',
    }));
  });
  const candidates = await candidatesOfAll(
    db.read,
    planned.map(({ plan }) => plan),
  );
  const items = new Map<string, LedgerItem[]>(ids.map((id) => [id, []]));
  planned.forEach(({ plan, from: start, to: end, isArchived }, index) => {
    const own = items.get(plan.schedule_id) ?? [];
    const people = candidates[index] ?? [];
    const before = new Date(start.getTime() - 1);
    for (const slot of nextSlots(
      parseCron(plan.cron_expression),
      plan.time_zone,
      before,
      1 + limit + known.size,
    )) {
      if (slot.at >= end || own.length > limit + people.length) break;
      if (!known.has(`${plan.schedule_id} ${slot.key}`)) own.push(...itemsOf(plan, isArchived, people, slot));
    }
  });
  return items;
}

function itemsOf(
  plan: ScheduleVersionRow,
  isArchived: boolean,
  candidates: readonly Candidate[],
  slot: Slot,
): LedgerItem[] {
  const base = {
    key: slot.key,
    slot_at: slot.at,
    local: slot.local,
    check_id: null,
    status: 'planned' as const,
  };
  const causes = causesOf(plan, isArchived, candidates, slot.local);
  if (plan.assignment === 'each')
    return candidates.map(({ id }, index) => ({ ...base, executor_id: id, cause: causes[index] ?? null }));
  const common = causes.every((one) => one === causes[0]) ? (causes[0] ?? null) : 'no_active_executor';
  return [{ ...base, executor_id: null, cause: causes.includes(null) ? null : common }];
}

/** Why nothing is going to open for each of the candidates, as things are now; null where something is. */
function causesOf(
  { enabled, skip_holidays }: ScheduleVersionRow,
  isArchived: boolean,
  candidates: readonly Candidate[],
  local: string,
): (SlotCause | null)[] {
  const all = (cause: SlotCause) => candidates.map(() => cause);
  const isOff = (one: Candidate) => skip_holidays && isDayOff(one, local);
  if (!enabled) return all('paused');
  if (candidates.every(isOff)) return all('holiday');
  if (isArchived) return all('template_archived');
  return candidates.map((one) => {
    if (!one.person || !canFill(one.person)) return 'no_active_executor';
    return isOff(one) ? 'holiday' : null;
  });
}
