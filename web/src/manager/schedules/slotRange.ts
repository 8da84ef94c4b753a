import { DateTime } from 'luxon';

export const SLOT_VIEWS = ['list', 'week', 'month'] as const;
export type SlotView = (typeof SLOT_VIEWS)[number];

/** What a view shows when it is moved `shift` weeks or months away from now, by the clock of the schedule's zone. */
export function slotRange(
  view: SlotView,
  shift: number,
  zone: string,
): { from: DateTime; to: DateTime; month?: number } {
  const now = DateTime.now().setZone(zone);
  if (view === 'month') {
    const month = now.startOf('month').plus({ months: shift });
    return {
      from: month.startOf('week'),
      to: month.endOf('month').plus({ days: 1 }).startOf('day').plus({ days: 6 }).startOf('week'),
      month: month.month,
    };
  }
  const middle = now.plus({ weeks: shift });
  if (view === 'week') return { from: middle.startOf('week'), to: middle.startOf('week').plus({ weeks: 1 }) };
  return { from: middle.minus({ weeks: 1 }), to: middle.plus({ weeks: 1 }) };
}

/** The days of a range, midnight each. */
export function daysOf({ from, to }: { from: DateTime; to: DateTime }): DateTime[] {
  const days: DateTime[] = [];
  for (let day = from.startOf('day'); day < to; day = day.plus({ days: 1 })) days.push(day);
  return days;
}
