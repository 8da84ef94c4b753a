import { Cron } from 'croner';
import fc from 'fast-check';
import { parseCron } from '../../domain/cron';
import { DAY_MS } from '../../domain/duration';
import { slotsBetween } from '../../domain/slots';
import { aCron } from './crons';

const SETTLED_ZONES = ['UTC', 'Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Kathmandu', 'America/Phoenix'];
const CHANGING_ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Beirut',
];

const aDay = (first: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((day) => Date.parse(first) + day * DAY_MS);

/** croner is slow: only the first of a plan's runs are compared. */
function agreeWithCroner(cron: string, zone: string, from: number): void {
  const oracle = new Cron(cron, {
    timezone: zone,
    mode: '5-part',
    fixedTimeRule: 'no-wildcard',
    paused: true,
  });
  const runs = oracle.nextRuns(200, new Date(from - 1_000)).map((run) => run.getTime());
  const end = Math.min((runs.at(-1) ?? Number.POSITIVE_INFINITY) + 1, from + 400 * DAY_MS);
  const slots = slotsBetween(parseCron(cron), zone, new Date(from), new Date(end));
  expect(slots.map(({ at }) => at.getTime())).toEqual(runs.filter((at) => at < end));
}

test('where clocks do not change slots are those of croner, for all forms of cron', () => {
  fc.assert(
    fc.property(aCron(), fc.constantFrom(...SETTLED_ZONES), aDay('2026-01-01', 1_500), agreeWithCroner),
    { numRuns: 150, seed: 20261124 },
  );
});

test('where clocks change they are too, for every hour and for plain hours of the clock', () => {
  // croner takes any step, also of minutes, for time that runs on; and what a step misses in a gap it does not move.
  const hours = fc.constantFrom('*', '0', '1,2', '2', '0-3', '3,23');
  const minutes = fc.constantFrom('0', '30', '10-12', '0,15,45', '59');
  fc.assert(
    fc.property(
      aCron(hours, minutes),
      fc.constantFrom(...CHANGING_ZONES),
      aDay('2026-02-20', 700),
      agreeWithCroner,
    ),
    { numRuns: 150, seed: 20261124 },
  );
});
