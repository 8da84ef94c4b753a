import { hasOnlyClockUnits, isDuration, parseDuration } from '../../domain/duration';

test.each([
  ['PT0S', 0],
  ['PT30M', 1_800_000],
  ['PT8H', 28_800_000],
  ['P1D', 86_400_000],
  ['P1W', 604_800_000],
  ['P1W2DT3H4M5S', 788_645_000],
  ['PT1.5H', 5_400_000],
  ['PT0,5S', 500],
  ['P1830D', 158_112_000_000],
])('%s lasts %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each([
  '',
  'P',
  'PT',
  'P1DT',
  'P1Y',
  'P1M',
  '-PT1H',
  'PT-1H',
  '+PT1H',
  'PT1M1H',
  'PT1H ',
  'pt1h',
  '1H',
  'PT1.5H1.5M',
  'P1831D',
  'PT99999999999999999999H',
])('%p is no duration', (text) => {
  expect(isDuration(text)).toBe(false);
  expect(() => parseDuration(text)).toThrow(RangeError);
});

test('what is no text is no duration', () => {
  expect([null, undefined, 30, {}].map(isDuration)).toEqual([false, false, false, false]);
});

test('only hours, minutes and seconds can be counted over shifts', () => {
  expect(['PT8H', 'PT1H30M', 'PT5S'].map(hasOnlyClockUnits)).toEqual([true, true, true]);
  expect(['P1D', 'P1W', 'P1DT1H', 'PT', 'PT1Y'].map(hasOnlyClockUnits)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
