import { DateTime } from 'luxon';
import { dayEnd, dayStart } from '../data/days';

export const PERIODS = ['7d', '30d', '90d', 'month', 'last_month', 'year'] as const;
export type Period = (typeof PERIODS)[number];
const BY_DEFAULT: Period = '30d';

/** From the first day to the last, both within. */
export interface Days {
  from: string;
  to: string;
}

const iso = (day: DateTime): string => day.toISODate() ?? '';

/** The days that an address names: a period that moves along with today, or days that stay. */
export function daysOf(asked: { period: string; from: string; to: string }): Days & { period: Period | '' } {
  const today = DateTime.now().startOf('day');
  if (asked.from || asked.to) {
    const to = asked.to || iso(today);
    return { period: '', from: asked.from || iso(DateTime.fromISO(to).minus({ days: 29 })), to };
  }
  const period = PERIODS.find((one) => one === asked.period) ?? BY_DEFAULT;
  switch (period) {
    case 'month':
      return { period, from: iso(today.startOf('month')), to: iso(today) };
    case 'last_month': {
      const month = today.minus({ months: 1 });
      return { period, from: iso(month.startOf('month')), to: iso(month.endOf('month')) };
    }
    case 'year':
      return { period, from: iso(today.minus({ days: 364 })), to: iso(today) };
    default: {
      const days = Number.parseInt(period, 10);
      return { period, from: iso(today.minus({ days: days - 1 })), to: iso(today) };
    }
  }
}

/** As many days just before. */
export function daysBefore({ from, to }: Days): Days {
  const first = DateTime.fromISO(from);
  const count = Math.round(DateTime.fromISO(to).diff(first, 'days').days) + 1;
  return { from: iso(first.minus({ days: count })), to: iso(first.minus({ days: 1 })) };
}

/** Every day of them. */
export function eachDay({ from, to }: Days): string[] {
  const days: string[] = [];
  const last = DateTime.fromISO(to);
  for (let day = DateTime.fromISO(from); day <= last; day = day.plus({ days: 1 })) days.push(iso(day));
  return days;
}

export const momentsOf = ({ from, to }: Days) => ({ from: dayStart(from), to: dayEnd(to) });
