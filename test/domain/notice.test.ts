import { firstWorkingMoment, tellAt } from '../../domain/notice';

const day = [{ from: '08:00', to: '17:00' }];
const calendar = {
  week: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: ['2026-11-25'],
  working_days: [],
};
const moscow = { calendar, time_zone: 'Europe/Moscow' };
const at = (text: string) => new Date(text);
const notice = (kind: string, due?: string) => ({ kind, data: due ? { due } : {} });

test.each([
  ['in working time at once', '2026-11-24T09:00:00Z', 'assigned', undefined, '2026-11-24T09:00:00Z'],
  [
    'in the evening next morning, over a holiday',
    '2026-11-24T18:00:00Z',
    'assigned',
    undefined,
    '2026-11-26T05:00:00Z',
  ],
  ['on a Saturday on Monday', '2026-11-28T09:00:00Z', 'report_ready', undefined, '2026-11-30T05:00:00Z'],
  ['what is critical at once', '2026-11-28T09:00:00Z', 'overdue', undefined, '2026-11-28T09:00:00Z'],
  [
    'what falls due before at once',
    '2026-11-24T18:00:00Z',
    'reminder',
    '2026-11-24T19:00:00Z',
    '2026-11-24T18:00:00Z',
  ],
  [
    'what falls due later in the morning',
    '2026-11-24T18:00:00Z',
    'assigned',
    '2026-11-26T09:00:00Z',
    '2026-11-26T05:00:00Z',
  ],
])('%s', (_, now, kind, due, expected) => {
  expect(tellAt(notice(kind, due), at(now), moscow)).toEqual(at(expected));
});

test('without a calendar there are no quiet hours, nor by one that never works', () => {
  const now = at('2026-11-28T23:00:00Z');
  expect(tellAt(notice('assigned'), now, undefined)).toEqual(now);
  const never = { week: {}, holidays: [], working_days: [] };
  expect(tellAt(notice('assigned'), now, { calendar: never, time_zone: 'UTC' })).toEqual(now);
});

test('a day begins with its first shift', () => {
  const begins = (date: string) => firstWorkingMoment(date, calendar, 'Asia/Yekaterinburg', '08:00');
  expect(begins('2026-11-24')).toEqual(at('2026-11-24T03:00:00Z'));
  expect(begins('2026-11-25')).toBeUndefined();
  expect(firstWorkingMoment('2026-11-25', null, 'UTC', '08:00')).toEqual(at('2026-11-25T08:00:00Z'));
});

test('a night shift that began the day before is not this day’s', () => {
  const nights = { week: { mon: [{ from: '22:00', to: '06:00' }] }, holidays: [], working_days: [] };
  expect(firstWorkingMoment('2026-11-24', nights, 'UTC', '08:00')).toBeUndefined();
  expect(firstWorkingMoment('2026-11-23', nights, 'UTC', '08:00')).toEqual(at('2026-11-23T22:00:00Z'));
});
