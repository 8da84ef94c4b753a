import fc from 'fast-check';
import { parseCron } from '../../domain/cron';
import { DAY_MS } from '../../domain/duration';
import { zoneOf } from '../../domain/localTime';
import { slotsBetween } from '../../domain/slots';
import { HOURS, aCron } from './crons';
import { names } from './wallClock';

const MINUTE_MS = 60_000;
const CHANGES: readonly (readonly [zone: string, day: string])[] = [
  ['Europe/Berlin', '2026-10-25'],
  ['Europe/Berlin', '2027-03-28'],
  ['America/New_York', '2026-11-01'],
  ['America/New_York', '2027-03-14'],
  ['America/Havana', '2026-11-01'],
  ['America/Havana', '2027-03-14'],
  ['America/Santiago', '2027-04-03'],
  ['America/Santiago', '2026-09-06'],
  ['Australia/Lord_Howe', '2026-04-04'],
  ['Australia/Lord_Howe', '2026-10-03'],
  ['Africa/Cairo', '2026-04-23'],
  ['Africa/Cairo', '2026-10-29'],
  ['Asia/Beirut', '2026-03-28'],
  ['Asia/Beirut', '2026-10-24'],
  ['Pacific/Apia', '2011-12-30'],
];

/** Three days by the wall clock, minute by minute. */
interface Diary {
  from: number;
  to: number;
  shown: { at: number; wall: Date }[];
  /** What the wall clock never shows, and when it does not. */
  skipped: { at: number; wall: Date }[];
}

const diaries = CHANGES.map(([zone, day]): Diary => {
  const [from, to] = [Date.parse(day) - DAY_MS, Date.parse(day) + 2 * DAY_MS];
  const [shown, skipped]: [Diary['shown'], Diary['skipped']] = [[], []];
  const clock = zoneOf(zone);
  for (let at = from; at < to; at += MINUTE_MS) {
    const [before, offset] = [clock.offset(at - MINUTE_MS), clock.offset(at)];
    shown.push({ at, wall: new Date(at + offset * MINUTE_MS) });
    for (let minutes = before; minutes < offset; minutes += 1)
      skipped.push({ at, wall: new Date(at + minutes * MINUTE_MS) });
  }
  return { from, to, shown, skipped };
});

function firstComings(shown: Diary['shown']): Diary['shown'] {
  const seen = new Set<number>();
  return shown.filter(({ wall }) => !seen.has(wall.getTime()) && seen.add(wall.getTime()));
}

test.each([
  ['of every hour each minute that the clock shows is a slot', HOURS.every, (diary: Diary) => diary.shown],
  [
    'of a step of hours what the clock skips is moved behind the gap as well',
    HOURS.step,
    (diary: Diary) => [...diary.shown, ...diary.skipped],
  ],
  [
    'of hours of the clock what comes twice is the first alone',
    HOURS.clock,
    (diary: Diary) => [...firstComings(diary.shown), ...diary.skipped],
  ],
])('%s', (_claim, hours, expectedOf) => {
  fc.assert(
    fc.property(aCron(hours), fc.nat(CHANGES.length - 1), (cron, index) => {
      const [plan, diary] = [parseCron(cron), diaries[index] as Diary];
      const expected = new Set(
        expectedOf(diary)
          .filter(({ wall }) => names(plan, wall))
          .map(({ at }) => at),
      );
      const slots = slotsBetween(plan, CHANGES[index]?.[0] ?? '', new Date(diary.from), new Date(diary.to));
      expect(slots.map(({ at }) => at.getTime())).toEqual([...expected].sort((a, b) => a - b));
    }),
    { numRuns: 150, seed: 20261124 },
  );
});

test('on each of these days the clocks do change', () => {
  for (const [index, { shown, skipped }] of diaries.entries())
    expect([CHANGES[index], skipped.length > 0 || firstComings(shown).length < shown.length]).toEqual([
      CHANGES[index],
      true,
    ]);
});
