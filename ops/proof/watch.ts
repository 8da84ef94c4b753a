import { setTimeout as delay } from 'node:timers/promises';
import type { FiringAlert, RunningPrometheus } from './prometheus';

const LOOK_MS = 500;

export interface AlertWatch {
  /** Every alert that has been seen firing, as it was first. */
  seen: ReadonlyMap<string, FiringAlert>;
  /** Names of those that fire now. */
  firing(): string[];
  stop(): Promise<void>;
}

/** Looks again and again which alerts fire. */
export function watchAlerts(prometheus: RunningPrometheus): AlertWatch {
  const seen = new Map<string, FiringAlert>();
  let now: string[] = [];
  let stopped = false;
  async function run(): Promise<void> {
    while (!stopped) {
      const firing = await prometheus.firing().catch(() => []); // it is being stopped
      now = [...new Set(firing.map(({ name }) => name))];
      for (const alert of firing) if (!seen.has(alert.name)) seen.set(alert.name, alert);
      await delay(LOOK_MS);
    }
  }
  const running = run();
  return {
    seen,
    firing: () => now,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

/** Looks until it is reached or the time is over; returns what was found last. */
export async function until<T>(
  look: () => T | Promise<T>,
  isReached: (found: T) => boolean,
  withinMs: number,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (isReached(found) || Date.now() > end) return found;
    await delay(LOOK_MS);
  }
}
