import type { WorkingCalendar } from '../../domain/calendar';

/**
 * Days off of the five-day week in Russia that fall on working days. 2026: with the days moved by the government's decree
 * No. 1466 of 24 September 2025. 2027: what article 112 of the Labour Code fixes; the two January days that the government
 * moves are to be added when its decree is known.
 */
export const RUSSIAN_HOLIDAYS: readonly string[] = [
  ...daysOf('2026-01', 1, 9),
  '2026-02-23',
  '2026-03-09',
  '2026-05-01',
  '2026-05-11',
  '2026-06-12',
  '2026-11-04',
  '2026-12-31',
  ...daysOf('2027-01', 1, 8),
  '2027-02-23',
  '2027-03-08',
  '2027-05-03',
  '2027-05-10',
  '2027-06-14',
  '2027-11-04',
];

const DAY = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
];

/** What a new installation begins with. */
export const RUSSIAN_CALENDAR: WorkingCalendar & { name: string } = {
  name: 'Производственный календарь России, пятидневка (2026–2027)',
  week: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: [], sun: [] },
  holidays: [...RUSSIAN_HOLIDAYS],
  working_days: [],
};

function daysOf(month: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, n) => `${month}-${String(first + n).padStart(2, '0')}`);
}
