/** What was, is, and was taken back. */
export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What was changed last, and when: typing in one field is one step. */
  tag?: string;
  at_ms: number;
}

const MOST_STEPS = 200;
const ONE_STEP_MS = 1500;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], at_ms: 0 };
}

export function changed<T>(history: History<T>, next: T, tag: string | undefined, now: number): History<T> {
  if (next === history.present) return history;
  const isSameStep =
    tag !== undefined && tag === history.tag && now - history.at_ms < ONE_STEP_MS && history.past.length > 0;
  return {
    past: isSameStep ? history.past : [...history.past, history.present].slice(-MOST_STEPS),
    present: next,
    future: [],
    ...(tag !== undefined && { tag }),
    at_ms: now,
  };
}

export function undone<T>({ past, present, future }: History<T>): History<T> {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, at_ms: 0 };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], at_ms: 0 };
}

export function redone<T>({ past, present, future }: History<T>): History<T> {
  const [after, ...rest] = future;
  if (after === undefined) return { past, present, future, at_ms: 0 };
  return { past: [...past, present], present: after, future: rest, at_ms: 0 };
}
