import type { WorkingCalendar } from '../../domain/calendar';

const TWO_SHIFTS = [
  { from: '08:00', to: '14:00' },
  { from: '14:00', to: '20:00' },
];

/** Days off of the five-day week in Russia, with those moved by the government. */
export const RUSSIAN_CALENDAR: WorkingCalendar & { name: string } = {
  name: 'Пятидневка, две смены (Россия, 2026–2027)',
  week: {
    mon: TWO_SHIFTS,
    tue: TWO_SHIFTS,
    wed: TWO_SHIFTS,
    thu: TWO_SHIFTS,
    fri: TWO_SHIFTS,
    sat: [],
    sun: [],
  },
  holidays: [
    ...daysOf('2026-01', 1, 9),
    '2026-02-23',
    '2026-03-09',
    '2026-05-01',
    '2026-05-11',
    '2026-06-12',
    '2026-11-04',
    '2026-12-31',
    ...daysOf('2027-01', 1, 8),
    ...daysOf('2027-02', 22, 23),
    '2027-03-08',
    '2027-05-03',
    '2027-05-10',
    '2027-06-14',
    ...daysOf('2027-11', 4, 5),
    '2027-12-31',
  ],
  working_days: ['2027-02-20'],
};

function daysOf(month: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, n) => `${month}-${String(first + n).padStart(2, '0')}`);
}
