import fc from 'fast-check';
import { parseCron } from '../../domain/cron';
import { nextSlots, slotAt, slotsBetween } from '../../domain/slots';
import { wallTime } from '../../domain/localTime';

const at = (text: string): Date => new Date(text);
const between = (cron: string, zone: string, from: string, to: string) =>
  slotsBetween(parseCron(cron), zone, at(from), at(to)).map(
    ({ key, at: instant }) => `${key} ${instant.toISOString().slice(5, 16)}`,
  );

test('hours of the clock are the wall’s, before and after the clocks change', () => {
  expect(between('0 8 * * *', 'Europe/Berlin', '2026-10-24T00:00:00Z', '2026-10-26T12:00:00Z')).toEqual([
    '2026-10-24T08:00 10-24T06:00',
    '2026-10-25T08:00 10-25T07:00',
    '2026-10-26T08:00 10-26T07:00',
  ]);
});

test.each([
  [
    'an hour of the clock that comes twice is one slot, the first',
    '30 2 * * *',
    ['2026-10-25T02:30 10-25T00:30'],
  ],
  [
    'every hour runs on, so that an hour that comes twice has two',
    '30 * * * *',
    [
      '2026-10-24T23:30Z 10-24T23:30',
      '2026-10-25T00:30Z 10-25T00:30',
      '2026-10-25T01:30Z 10-25T01:30',
      '2026-10-25T02:30Z 10-25T02:30',
    ],
  ],
  [
    'so does a step of hours',
    '0 */2 * * *',
    ['2026-10-25T00:00Z 10-25T00:00', '2026-10-25T01:00Z 10-25T01:00'],
  ],
])('%s', (_claim, cron, slots) => {
  expect(between(cron, 'Europe/Berlin', '2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z')).toEqual(slots);
});

test.each([
  ['a skipped time moves to the first minute behind the gap', '30 2 * * *', ['2027-03-28T02:30 03-28T01:00']],
  [
    'a skipped hour of a step moves too',
    '0 */2 * * *',
    ['2027-03-28T01:00Z 03-28T01:00', '2027-03-28T02:00Z 03-28T02:00'],
  ],
  [
    'what moves onto one moment is one slot',
    '0,30 2,3 * * *',
    ['2027-03-28T02:00 03-28T01:00', '2027-03-28T03:30 03-28T01:30'],
  ],
  [
    'of every hour nothing is missing',
    '15 * * * *',
    ['2027-03-28T00:15Z 03-28T00:15', '2027-03-28T01:15Z 03-28T01:15', '2027-03-28T02:15Z 03-28T02:15'],
  ],
])('%s', (_claim, cron, slots) => {
  expect(between(cron, 'Europe/Berlin', '2027-03-28T00:00:30Z', '2027-03-28T03:00:00Z')).toEqual(slots);
});

test('a gap at midnight, one of half an hour, and a day that a zone left out', () => {
  expect(between('0 0 * * *', 'Africa/Cairo', '2026-04-22T12:00:00Z', '2026-04-24T12:00:00Z')).toEqual([
    '2026-04-23T00:00 04-22T22:00',
    '2026-04-24T00:00 04-23T22:00',
  ]);
  expect(wallTime(at('2026-04-23T22:00:00Z'), 'Africa/Cairo')).toBe('2026-04-24T01:00');
  expect(
    between('10 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00:00Z', '2026-10-04T00:00:00Z'),
  ).toEqual(['2026-10-04T02:10 10-03T15:30']);
  expect(between('0 8 * * *', 'Pacific/Apia', '2011-12-29T00:00:00Z', '2011-12-31T12:00:00Z')).toEqual([
    '2011-12-29T08:00 12-29T18:00',
    '2011-12-30T08:00 12-30T10:00',
    '2011-12-31T08:00 12-30T18:00',
  ]);
});

test('the first moment belongs to the time asked for, the last does not', () => {
  expect(between('0 * * * *', 'UTC', '2026-06-01T00:00:00Z', '2026-06-01T02:00:00Z')).toHaveLength(2);
  expect(between('0 * * * *', 'UTC', '2026-06-01T00:00:00.001Z', '2026-06-01T02:00:00.001Z')).toHaveLength(2);
  expect(between('0 * * * *', 'UTC', '2026-06-01T02:00:00Z', '2026-06-01T02:00:00Z')).toEqual([]);
});

test('an instant that Temporal fires stands for its slot, also for the second coming of an hour', () => {
  const fixed = parseCron('30 2 * * *');
  const first = slotAt(fixed, 'Europe/Berlin', at('2026-10-25T00:30:00Z'));
  expect(first).toEqual({
    key: '2026-10-25T02:30',
    at: at('2026-10-25T00:30:00Z'),
    local: '2026-10-25T02:30',
  });
  expect(slotAt(fixed, 'Europe/Berlin', at('2026-10-25T01:30:00Z'))).toEqual(first);
  expect(slotAt(fixed, 'Europe/Berlin', at('2026-10-25T01:31:00Z'))).toBeUndefined();
  expect(slotAt(fixed, 'Europe/Berlin', at('2026-10-25T00:30:01Z'))).toBeUndefined();
});

test('the next slots are found over years, and end where there are none', () => {
  const next = (cron: string, count: number) =>
    nextSlots(parseCron(cron), 'UTC', at('2026-06-01T08:00:00Z'), count);
  expect(next('0 8 * * *', 2).map(({ key }) => key)).toEqual(['2026-06-02T08:00', '2026-06-03T08:00']);
  expect(next('0 0 29 2 *', 2).map(({ key }) => key)).toEqual(['2028-02-29T00:00', '2032-02-29T00:00']);
  expect(next('0 0 29 2 *', 3)).toHaveLength(2);
  expect(next('* * * * *', 100)).toHaveLength(100);
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Kathmandu',
];
const crons = fc
  .tuple(
    fc.constantFrom('0', '*/20', '7,52', '30-35'),
    fc.constantFrom('*', '*/2', '*/5', '2', '0,1,2,3', '8-17/3', '23'),
    fc.constantFrom('*', '1', '13,25', '*/10'),
    fc.constantFrom('*', '3,4,10,11', '*/2'),
    fc.constantFrom('*', '0', '1-5', 'SAT,SUN'),
  )
  .map((fields) => fields.join(' '));

test('slots come in order, each once, each found again by its instant, and cut anywhere they add up', () => {
  fc.assert(
    fc.property(
      crons,
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 700 * 24 }),
      fc.integer({ min: 1, max: 60 * 24 * 60 }),
      (cron, zone, hours, minutes) => {
        const plan = parseCron(cron);
        const from = new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000);
        const cut = new Date(from.getTime() + minutes * 60_000);
        const to = new Date(from.getTime() + 60 * 24 * 3_600_000);
        const all = slotsBetween(plan, zone, from, to);
        expect([...slotsBetween(plan, zone, from, cut), ...slotsBetween(plan, zone, cut, to)]).toEqual(all);
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
        all.slice(1).forEach((slot, index) => {
          expect(slot.at.getTime()).toBeGreaterThan(all[index]?.at.getTime() ?? 0);
        });
        for (const slot of all.slice(0, 20)) expect(slotAt(plan, zone, slot.at)).toEqual(slot);
        const next = nextSlots(plan, zone, new Date(from.getTime() - 1), 20).filter((slot) => slot.at < to);
        expect(next).toEqual(all.slice(0, 20));
      },
    ),
    { numRuns: 60 },
  );
});
