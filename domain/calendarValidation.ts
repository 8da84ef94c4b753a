import { isDate } from './dateText';
import type { Fault } from './errors';
import { isBlank } from './plainText';
import type { Shift, WorkingCalendar } from './shifts';

const FROM = /^([01]\d|2[0-3]):[0-5]\d$/;
const TO = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const DAY_MINUTES = 24 * 60;

/** Every fault of the fields that are given; paths are JSON Pointers. */
export function calendarFaults(input: Partial<WorkingCalendar & { name: string }>): Fault[] {
  const { name, week, holidays = [], working_days = [] } = input;
  return [
    ...(name !== undefined && isBlank(name) ? [{ path: '/name', code: 'field.missing' as const }] : []),
    ...(week ? weekFaults(week) : []),
    ...dateFaults(holidays, '/holidays'),
    ...dateFaults(working_days, '/working_days'),
  ];
}

function weekFaults(week: WorkingCalendar['week']): Fault[] {
  const days = Object.entries(week);
  if (days.every(([, shifts]) => shifts.length === 0))
    return [{ path: '/week', code: 'calendar.never_works' }];
  return days.flatMap(([day, shifts]) => dayFaults(shifts, `/week/${day}`));
}

function dayFaults(shifts: readonly Shift[], path: string): Fault[] {
  const faults = shifts.flatMap(({ from, to }, index): Fault[] => [
    ...(FROM.test(from) ? [] : [{ path: `${path}/${index}/from`, code: 'calendar.bad_time' as const }]),
    ...(TO.test(to) ? [] : [{ path: `${path}/${index}/to`, code: 'calendar.bad_time' as const }]),
  ]);
  if (faults.length > 0) return faults;
  const spans = shifts.map(spanOf);
  return spans.flatMap((span, index) =>
    spans.slice(0, index).some((other) => span.from < other.to && other.from < span.to)
      ? [{ path: `${path}/${index}`, code: 'calendar.overlapping_shifts' as const }]
      : [],
  );
}

/** In minutes of the day; a night shift goes on behind midnight. */
function spanOf(shift: Shift): { from: number; to: number } {
  const [from, to] = [minutesOf(shift.from), minutesOf(shift.to)];
  return { from, to: to <= from ? to + DAY_MINUTES : to };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function dateFaults(dates: readonly string[], path: string): Fault[] {
  return dates.flatMap((date, index): Fault[] => {
    const at = `${path}/${index}`;
    if (!isDate(date)) return [{ path: at, code: 'calendar.bad_date' }];
    return dates.indexOf(date) < index
      ? [{ path: at, code: 'calendar.duplicate_date', params: { date } }]
      : [];
  });
}
