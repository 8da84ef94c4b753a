import { ACCOUNT, ADDRESS, PAIR, countedFailure, forgivenFailure } from '../../domain/loginThrottle';

const START = new Date('2030-05-01T08:00:00Z');
const later = (from: Date, ms: number) => new Date(from.getTime() + ms);
const NONE = { failures: 0, counted_at: START, blocked_until: START };

/** Pauses in seconds after each of so many failures, each tried as soon as the pause before it is over. */
function pausesOf(policy: typeof PAIR, failures: number): number[] {
  let state = NONE;
  return Array.from({ length: failures }, () => {
    const now = state.blocked_until;
    state = countedFailure(policy, state, now);
    return (state.blocked_until.getTime() - now.getTime()) / 1_000;
  });
}

test('pauses double from the last free failure on, up to the longest', () => {
  expect(pausesOf(PAIR, 15)).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  expect(pausesOf(ACCOUNT, 12).slice(8)).toEqual([0, 2, 4, 8]);
  expect(pausesOf(ADDRESS, 60).slice(48)).toEqual([0, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6]);
});

test('failures are forgotten one by one', () => {
  let state = NONE;
  for (let n = 0; n < 5; n += 1) state = countedFailure(PAIR, state, START);
  expect(countedFailure(PAIR, state, later(START, PAIR.forgetMs)).failures).toBe(5);
  expect(countedFailure(PAIR, state, later(START, 100 * PAIR.forgetMs)).failures).toBe(1);
});

test('a clock that went back forgets nothing and blocks nobody longer', () => {
  const state = countedFailure(PAIR, NONE, START);
  const next = countedFailure(PAIR, state, later(START, -3_600_000));
  expect(next.failures).toBe(2);
});

test('a success takes back its own failure and ends the pause', () => {
  const state = { failures: 12, counted_at: START, blocked_until: later(START, 8_000) };
  expect(forgivenFailure(ACCOUNT, state, START)).toEqual({
    failures: 11,
    counted_at: START,
    blocked_until: START,
  });
});
