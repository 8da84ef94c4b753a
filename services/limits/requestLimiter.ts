import type { Logger } from 'pino';
import type { Services } from '../context';

export const WINDOW_SECONDS = 60;
const WINDOW_MS = WINDOW_SECONDS * 1000;
const SETTLE_MS = 1_000;
/** One statement takes so many subjects; the others follow with the next. */
const SUBJECTS_A_STATEMENT = 5_000;

export interface Allowance {
  allowed: boolean;
  /** Requests left in this window, as far as this process knows. */
  remaining: number;
  /** Until the window ends. */
  resetSeconds: number;
}

export interface RequestLimiter {
  /** Counts a request of a subject, of which `limit` are allowed a minute. */
  take(subject: string, limit: number): Allowance | Promise<Allowance>;
  /** Tells the database what is counted so far. */
  settle(): Promise<void>;
  stop(): void;
}

interface Counter {
  /** What all processes had told the database when this one last did. */
  known: number;
  /** Being told. */
  inFlight: number;
  untold: number;
}

/** What a process may admit before it asks the database anew. */
const leaseOf = (limit: number): number => Math.max(1, Math.floor(limit / 20));

/**
 * Counts requests in memory and settles with Postgres once a second, so that the hot path costs no statement and all
 * processes share one limit. A process that has admitted a twentieth of the limit waits for a settlement first: over N
 * processes at most limit × (1 + N / 20) requests pass in a window. Without Postgres each process limits by itself.
 */
export function createRequestLimiter({
  db,
  now,
  logger,
}: Pick<Services, 'db' | 'now'> & { logger: Logger }): RequestLimiter {
  let windowStart = 0;
  let counters = new Map<string, Counter>();
  let untold = new Set<string>();
  let settling: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let alone = false;

  function windowAt(nowMs: number): void {
    const start = nowMs - (nowMs % WINDOW_MS);
    if (start === windowStart) return;
    windowStart = start;
    counters = new Map();
    untold = new Set();
  }

  function counterOf(subject: string): Counter {
    let counter = counters.get(subject);
    if (!counter) {
      counter = { known: 0, inFlight: 0, untold: 0 };
      counters.set(subject, counter);
    }
    return counter;
  }

  function take(subject: string, limit: number): Allowance | Promise<Allowance> {
    const nowMs = now().getTime();
    windowAt(nowMs);
    const counter = counterOf(subject);
    const own = counter.inFlight + counter.untold;
    const used = counter.known + own;
    const resetSeconds = Math.max(1, Math.ceil((windowStart + WINDOW_MS - nowMs) / 1000));
    if (used >= limit) return { allowed: false, remaining: 0, resetSeconds };
    if (own >= leaseOf(limit) && !alone) return settle().then(() => take(subject, limit));
    counter.untold += 1;
    untold.add(subject);
    timer ??= setTimeout(settleInTime, SETTLE_MS).unref();
    return { allowed: true, remaining: limit - used - 1, resetSeconds };
  }

  function settleInTime(): void {
    timer = undefined;
    void settle();
  }

  function settle(): Promise<void> {
    settling ??= tell().finally(() => {
      settling = undefined;
      if (untold.size > 0) timer ??= setTimeout(settleInTime, SETTLE_MS).unref();
    });
    return settling;
  }

  async function tell(): Promise<void> {
    const [start, all] = [windowStart, counters];
    const told: { subject: string; requests: number; counter: Counter }[] = [];
    for (const subject of untold) {
      if (told.length === SUBJECTS_A_STATEMENT) break;
      const counter = all.get(subject) as Counter;
      told.push({ subject, requests: counter.untold, counter });
      untold.delete(subject);
    }
    if (told.length === 0) return;
    for (const { counter, requests } of told) {
      counter.untold -= requests;
      counter.inFlight += requests;
    }
    try {
      const totals = await db.read.requestCounts.add(new Date(start), told);
      for (const { subject, requests } of totals) {
        const counter = all.get(subject);
        if (counter) Object.assign(counter, { known: requests, inFlight: 0 });
      }
      alone = false;
    } catch (error) {
      if (!alone) logger.warn({ err: error }, 'requests are counted by this process alone');
      alone = true;
      for (const { subject, requests, counter } of told) {
        counter.inFlight -= requests;
        counter.untold += requests;
        if (all === counters) untold.add(subject);
      }
    }
  }

  return { take, settle, stop: () => clearTimeout(timer) };
}
