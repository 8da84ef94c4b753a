/** How failed sign-ins of one subject slow the next one down. */
export interface LoginPolicy {
  /** So many in a row cost nothing. */
  free: number;
  /** The pause after the first failure beyond; each further one doubles it. */
  pauseMs: number;
  longestPauseMs: number;
  /** One failure is forgotten in this time. */
  forgetMs: number;
}

export interface LoginFailures {
  /** As of `counted_at`; they fade, so not a whole number. */
  failures: number;
  counted_at: Date;
  blocked_until: Date;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** One account tried from one address. */
export const PAIR: LoginPolicy = {
  free: 5,
  pauseMs: SECOND,
  longestPauseMs: 5 * MINUTE,
  forgetMs: 10 * MINUTE,
};
/** One account tried from addresses where it has never signed in, all together. */
export const ACCOUNT: LoginPolicy = {
  free: 10,
  pauseMs: 2 * SECOND,
  longestPauseMs: 15 * MINUTE,
  forgetMs: 10 * MINUTE,
};
/** Any accounts tried from one address, behind which a whole plant may sit: ten a minute in the long run. */
export const ADDRESS: LoginPolicy = {
  free: 50,
  pauseMs: 6 * SECOND,
  longestPauseMs: 6 * SECOND,
  forgetMs: 6 * SECOND,
};

/** Counts a try as a failure before its end is known, so that tries at the same moment do not all pass. */
export function countedFailure(policy: LoginPolicy, state: LoginFailures, now: Date): LoginFailures {
  const failures = faded(policy, state, now) + 1;
  return { failures, counted_at: now, blocked_until: new Date(now.getTime() + pauseMs(policy, failures)) };
}

/** Takes one failure back: the try has succeeded. */
export function forgivenFailure(policy: LoginPolicy, state: LoginFailures, now: Date): LoginFailures {
  return { failures: Math.max(0, faded(policy, state, now) - 1), counted_at: now, blocked_until: now };
}

function faded({ forgetMs }: LoginPolicy, { failures, counted_at }: LoginFailures, now: Date): number {
  return Math.max(0, failures - Math.max(0, now.getTime() - counted_at.getTime()) / forgetMs);
}

function pauseMs({ free, pauseMs: first, longestPauseMs }: LoginPolicy, failures: number): number {
  // Fading makes the count a fraction: the next whole one counts.
  const beyond = Math.ceil(failures) - free;
  return beyond < 0 ? 0 : Math.min(longestPauseMs, first * 2 ** beyond);
}
