import type { WorkingCalendar } from '../../domain/calendar';
import { RUSSIAN_HOLIDAYS } from '../../services/calendars/russianCalendar';

const TWO_SHIFTS = [
  { from: '08:00', to: '14:00' },
  { from: '14:00', to: '20:00' },
];

export const DEMO_CALENDAR: WorkingCalendar & { name: string } = {
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
  holidays: [...RUSSIAN_HOLIDAYS],
  working_days: [],
};
