import { type Candidate, candidatesOfAll, isDayOff } from '../../db/candidates';
import type { SlotCause } from '../../domain/schedule';
import type { ScheduleRow, ScheduleVersionRow } from '../../db/repositories/schedules';
import type { SlotPlace, SlotRow } from '../../db/repositories/slots';
import { parseCron } from '../../domain/cron';
import { DAY_MS } from '../../domain/duration';
import { DomainError } from '../../domain/errors';
import { wallTime } from '../../domain/localTime';
import { reigns } from '../../domain/reigns';
import { type Slot, nextSlots } from '../../domain/slots';
import type { ServiceContext } from '../context';
import { getSchedule } from './getSchedule';

export const LONGEST_LEDGER_DAYS = 366;

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

export interface Ledger {
  items: LedgerItem[];
  next: SlotPlace | null;
}

export interface SlotRequest {
  from: Date;
  to: Date;
  limit: number;
  after?: SlotPlace;
}

/**
 * What was planned from `from` to `to` and what became of it, oldest first. A moment that has come and is not on record
 * yet is still planned.
 * @throws DomainError `schedule.not_found`, `request.invalid` beyond 366 days
 */
export async function listSlots(ctx: ServiceContext, id: string, request: SlotRequest): Promise<Ledger> {
  const [ledger] = await ledgersOf(ctx, [await getSchedule(ctx, id)], request);
  if (!ledger) throw new DomainError('schedule.not_found');
  return ledger;
}

/** The same page of each of the schedules, which the caller may see. @throws DomainError `request.invalid` */
export async function ledgersOf(
  ctx: ServiceContext,
  schedules: readonly Pick<ScheduleRow, 'id' | 'settled_until'>[],
  { from, to, limit, after }: SlotRequest,
): Promise<Ledger[]> {
  if (to.getTime() - from.getTime() > LONGEST_LEDGER_DAYS * DAY_MS)
    throw new DomainError('request.invalid', { faults: [{ path: '?to', code: 'schedule.ledger_span' }] });
  const start = after && after.slot_at > from ? after.slot_at : from;
  const ids = schedules.map(({ id }) => id);
  const page = { from: start, to, limit: limit + 1, ...(after && { after }) };
  const [recorded, planned] = await Promise.all([
    ctx.db.read.slots.page(ids, page),
    plannedItems(ctx, schedules, page),
  ]);
  return schedules.map(({ id }) => {
    const items = [
      ...recorded.filter(({ schedule_id }) => schedule_id === id).map(recordedItem),
      ...(planned.get(id) ?? []).filter((item) => !after || compare(item, after) > 0),
    ].sort(compare);
    const shown = items.slice(0, limit);
    return { items: shown, next: items.length > limit ? (shown.at(-1) ?? null) : null };
  });
}

function recordedItem({ key, slot_at, time_zone, executor_id, check_id, cause }: SlotRow): LedgerItem {
  const status = check_id ? 'opened' : 'missed';
  return { key, slot_at, local: wallTime(slot_at, time_zone), executor_id, check_id, status, cause };
}

function compare(a: SlotPlace, b: SlotPlace): number {
  return (
    a.slot_at.getTime() - b.slot_at.getTime() ||
    byText(a.key, b.key) ||
    byText(a.executor_id ?? '', b.executor_id ?? '')
  );
}

/** As Postgres compares under the collation "C". */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of each schedule at least `limit` items behind its first moment, where there are so many. */
async function plannedItems(
  { db }: ServiceContext,
  schedules: readonly Pick<ScheduleRow, 'id' | 'settled_until'>[],
  { from, to, limit }: SlotRequest,
): Promise<Map<string, LedgerItem[]>> {
  const startOf = ({ settled_until }: Pick<ScheduleRow, 'settled_until'>) =>
    from > settled_until ? from : settled_until;
  const open = schedules.filter((schedule) => startOf(schedule) < to);
  const ids = open.map(({ id }) => id);
  const earliest = new Date(Math.min(to.getTime(), ...open.map((schedule) => startOf(schedule).getTime())));
  const [versions, known] = await Promise.all([
    db.read.schedules.versionsOf(ids),
    db.read.slots.keysBetween(ids, earliest, to),
  ]);
  const planned = open.flatMap((schedule) => {
    const own = versions.filter(({ schedule_id }) => schedule_id === schedule.id);
    return reigns(own, startOf(schedule), to);
  });
  const candidates = await candidatesOfAll(
    db.read,
    planned.map(({ plan }) => plan),
  );
  const items = new Map<string, LedgerItem[]>(ids.map((id) => [id, []]));
  planned.forEach(({ plan, from: start, to: end }, index) => {
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
      if (!known.has(`${plan.schedule_id} ${slot.key}`)) own.push(...itemsOf(plan, people, slot));
    }
  });
  return items;
}

function itemsOf(plan: ScheduleVersionRow, candidates: readonly Candidate[], slot: Slot): LedgerItem[] {
  const base = {
    key: slot.key,
    slot_at: slot.at,
    local: slot.local,
    check_id: null,
    status: 'planned' as const,
  };
  const causeFor = (some: readonly Candidate[]): SlotCause | null => {
    if (!plan.enabled) return 'paused';
    return plan.skip_holidays && some.every((one) => isDayOff(one, slot.local)) ? 'holiday' : null;
  };
  if (plan.assignment === 'rotate') return [{ ...base, executor_id: null, cause: causeFor(candidates) }];
  return candidates.map((one) => ({ ...base, executor_id: one.id, cause: causeFor([one]) }));
}
