import fc from 'fast-check';
import { parseCron, temporalCalendars } from '../../domain/cron';
import { cronFaults } from '../../domain/cronFields';

test.each([
  [
    '0 8 * * 1-5',
    { minutes: [0], hours: [8], weekdays: [1, 2, 3, 4, 5], either_day: false, hours_as: 'clock' },
  ],
  ['*/20 */6 * * *', { minutes: [0, 20, 40], hours: [0, 6, 12, 18], hours_as: 'step' }],
  ['5,10-12 * 1 JAN,jul *', { minutes: [5, 10, 11, 12], days: [1], months: [1, 7], hours_as: 'every' }],
  ['0 0 13 * FRI', { days: [13], weekdays: [5], either_day: true }],
  ['0 0 * * 7', { weekdays: [0] }],
  ['0 0 * * 5-7', { weekdays: [0, 5, 6] }],
  ['0 0 * * */2', { weekdays: [0, 2, 4, 6] }],
  ['  0   8-18/5 * *  * ', { hours: [8, 13, 18], hours_as: 'clock' }],
  ['0 0 29 2 *', { days: [29], months: [2] }],
])('%s is understood', (text, plan) => {
  expect(cronFaults(text)).toEqual([]);
  expect(parseCron(text)).toMatchObject(plan);
});

const faultsOf = (text: string) =>
  cronFaults(text).map(({ code, params }) => [
    code.replace('schedule.cron_', ''),
    params?.position,
    params?.token,
  ]);

test.each([
  ['0 8 L * *', [['unsupported', 5, 'L']]],
  ['0 8 * * 1#2', [['unsupported', 10, '1#2']]],
  ['0 8 15W * *', [['unsupported', 7, '15W']]],
  ['0 8 ? * MON', [['unsupported', 5, '?']]],
  ['0 8 * * 5L', [['unsupported', 10, '5L']]],
  ['0 8 * * WEDW', [['unsupported', 12, 'WEDW']]],
  ['0 8 * JUL WED', []],
  [
    '60 24 0 13 8',
    [
      ['out_of_range', 1, '60'],
      ['out_of_range', 4, '24'],
      ['out_of_range', 7, '0'],
      ['out_of_range', 9, '13'],
      ['out_of_range', 12, '8'],
    ],
  ],
  ['59 23 31 12 7', []],
  ['0 18-8 * * *', [['backwards', 3, '18-8']]],
  ['*/0 * * * *', [['step', 2, '*/0']]],
  ['5/10 * * * *', [['step', 2, '5/10']]],
  ['*/60 * * * *', [['step', 2, '*/60']]],
  ['1,,2 * * * *', [['unreadable', 3, '']]],
  ['0 8 * * MONDAY', [['unreadable', 9, 'MONDAY']]],
  ['0 8 * * MON-', [['unreadable', 9, 'MON-']]],
  ['*-5 * * * *', [['unreadable', 1, '*-5']]],
  ['-1 * * * *', [['unreadable', 1, '-1']]],
  ['0 8 31 4,6,9,11 *', [['never', undefined, undefined]]],
  ['0 8 30 2 *', [['never', undefined, undefined]]],
  ['0 8 30 2 1', []],
])('%s: every fault is told with its place', (text, faults) => {
  expect(faultsOf(text)).toEqual(faults);
});

test('the number of fields, macros and the length are told', () => {
  const codes = (text: string) => cronFaults(text).map(({ code, params }) => [code, params]);
  expect(codes('')).toEqual([['schedule.cron_fields', { count: 0 }]]);
  expect(codes('@daily')).toEqual([['schedule.cron_fields', { count: 1 }]]);
  expect(codes('0 0 8 * * *')).toEqual([['schedule.cron_fields', { count: 6 }]]);
  const long = (length: number) => `0 8 * * ${'1,'.repeat(length)}1`;
  expect(long(45)).toHaveLength(99);
  expect(codes(`${long(45)} `)).toEqual([]);
  expect(codes(`${long(45)}  `)).toEqual([['field.too_long', { max: 100 }]]);
});

test('any text is judged, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
      const faults = cronFaults(text);
      if (faults.length === 0) parseCron(text);
      else expect(() => parseCron(text)).toThrow(RangeError);
    }),
  );
});

test('where both day fields are restricted Temporal gets two calendars, of which either fits', () => {
  const [byDay, byWeekday, ...others] = temporalCalendars(parseCron('0 8 1 * MON'));
  expect(others).toEqual([]);
  expect(byDay).toMatchObject({ dayOfMonth: [{ start: 1, end: 1 }], dayOfWeek: '*', month: '*' });
  expect(byWeekday).toMatchObject({ dayOfMonth: '*', dayOfWeek: [{ start: 'MONDAY', end: 'MONDAY' }] });
});

test('values that keep one distance leave as one range, so that Temporal’s own pages stay readable', () => {
  const [calendar] = temporalCalendars(parseCron('*/15 1,2,5 * JAN-MAR *'));
  expect(calendar).toMatchObject({
    minute: [{ start: 0, end: 45, step: 15 }],
    hour: [
      { start: 1, end: 2, step: 1 },
      { start: 5, end: 5, step: 1 },
    ],
    month: [{ start: 'JANUARY', end: 'MARCH', step: 1 }],
  });
});
