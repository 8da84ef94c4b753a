import type { SlotPlace, SlotRow } from '../../db/repositories/slots';
import { DAY_MS } from '../../domain/duration';
import { DomainError } from '../../domain/errors';
import { wallTime } from '../../domain/localTime';
import type { ServiceContext } from '../context';
import { getSchedule } from './getSchedule';
import { type LedgerItem, type ScheduleInLedger, plannedItems } from './plannedItems';

export const LONGEST_LEDGER_DAYS = 366;

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
  schedules: readonly ScheduleInLedger[],
  { from, to, limit, after }: SlotRequest,
): Promise<Ledger[]> {
  if (to.getTime() - from.getTime() > LONGEST_LEDGER_DAYS * DAY_MS)
    throw new DomainError('request.invalid', { faults: [{ path: '?to', code: 'schedule.ledger_span' }] });
  const start = after && after.slot_at > from ? after.slot_at : from;
  const ids = schedules.map(({ id }) => id);
  const page = { from: start, to, limit: limit + 1, ...(after && { after }) };
  const planned = await plannedItems(ctx, schedules, page);
  // The record is read last: what has come meanwhile is in it, and stands for what was planned.
  const recorded = await ctx.db.read.slots.page(ids, page);
  return schedules.map(({ id }) => {
    const come = recorded.filter(({ schedule_id }) => schedule_id === id).map(recordedItem);
    const keys = new Set(come.map(({ key }) => key));
    const isAhead = (item: LedgerItem) => !keys.has(item.key) && (!after || compare(item, after) > 0);
    const items = [...come, ...(planned.get(id) ?? []).filter(isAhead)].sort(compare);
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
