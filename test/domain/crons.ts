import fc from 'fast-check';
import { cronFaults } from '../../domain/cronFields';

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** One of a field's ways to be written: a number, a range, a step of either the whole or a range. */
function aPart(from: number, to: number): fc.Arbitrary<string> {
  const range = fc
    .tuple(fc.integer({ min: from, max: to }), fc.integer({ min: from, max: to }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const step = fc.integer({ min: 1, max: to });
  return fc.oneof(
    fc.integer({ min: from, max: to }).map(String),
    range.map(([first, last]) => `${first}-${last}`),
    fc.tuple(range, step).map(([[first, last], every]) => `${first}-${last}/${every}`),
  );
}

/** Numbers and ranges with commas. */
function aList(from: number, to: number): fc.Arbitrary<string> {
  return fc.array(aPart(from, to), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','));
}

function aField(from: number, to: number): fc.Arbitrary<string> {
  const step = fc.integer({ min: 2, max: Math.max(Math.floor(to / 2), 2) }).map((every) => `*/${every}`);
  return fc.oneof({ weight: 2, arbitrary: fc.constant('*') }, step, aList(from, to));
}

const minutes = fc.oneof(aList(0, 59), fc.constantFrom('0', '30', '*/5', '*/20', '7,52', '*'));
const weekdays = fc.oneof(
  aField(0, 7),
  fc.constantFrom('MON-FRI', 'SAT,SUN', '5-7'),
  fc.constantFrom(...DAYS),
);

/** How the hours are written decides what a change of clocks does to a slot. */
export const HOURS = {
  every: fc.constant('*'),
  step: fc.constantFrom('*/2', '*/3', '*/5', '*/12'),
  clock: fc.oneof(aList(0, 23), fc.constantFrom('0', '1', '2', '3', '0,1,2,3', '1-4', '23')),
};

/** Good cron expressions of all forms. */
export function aCron(
  hours: fc.Arbitrary<string> = fc.oneof(HOURS.every, HOURS.step, HOURS.clock),
  minute: fc.Arbitrary<string> = minutes,
): fc.Arbitrary<string> {
  const everyDay = fc.constant('* * *');
  const someDays = fc.tuple(aField(1, 31), aField(1, 12), weekdays).map((fields) => fields.join(' '));
  return fc
    .tuple(minute, hours, fc.oneof(everyDay, someDays))
    .map((fields) => fields.join(' '))
    .filter((text) => cronFaults(text).length === 0);
}
