import { calendarFaults } from '../../domain/calendarValidation';

const codesOf = (input: Parameters<typeof calendarFaults>[0]) =>
  calendarFaults(input).map(({ path, code }) => `${path} ${code}`);

test('day and night shifts, breaks and moved days are fine', () => {
  expect(
    codesOf({
      name: 'Две смены',
      week: {
        mon: [
          { from: '08:00', to: '12:00' },
          { from: '12:00', to: '20:00' },
          { from: '20:00', to: '06:00' },
        ],
        sun: [{ from: '00:00', to: '24:00' }],
        sat: [],
      },
      holidays: ['2026-05-01', '2028-02-29'],
      working_days: ['2026-05-01'],
    }),
  ).toEqual([]);
});

test('all faults are told at once', () => {
  expect(
    codesOf({
      name: ' ',
      week: {
        mon: [{ from: '24:00', to: '25:00' }],
        tue: [
          { from: '08:00', to: '17:00' },
          { from: '16:59', to: '18:00' },
        ],
        wed: [{ from: '8:00', to: '17:00' }],
        thu: [
          { from: '20:00', to: '06:00' },
          { from: '22:00', to: '23:00' },
        ],
      },
      holidays: ['2026-02-30', '2026-05-01', '2026-05-01'],
      working_days: ['завтра'],
    }),
  ).toEqual([
    '/name field.missing',
    '/week/mon/0/from calendar.bad_time',
    '/week/mon/0/to calendar.bad_time',
    '/week/tue/1 calendar.overlapping_shifts',
    '/week/wed/0/from calendar.bad_time',
    '/week/thu/1 calendar.overlapping_shifts',
    '/holidays/0 calendar.bad_date',
    '/holidays/2 calendar.duplicate_date',
    '/working_days/0 calendar.bad_date',
  ]);
});

test('a week without a shift never works', () => {
  expect(codesOf({ week: {} })).toEqual(['/week calendar.never_works']);
  expect(codesOf({ week: { mon: [] } })).toEqual(['/week calendar.never_works']);
});
