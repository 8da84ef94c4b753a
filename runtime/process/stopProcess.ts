import { setTimeout as delay } from 'node:timers/promises';
import { isRunning, type ProcessIdentity } from './identity';

export interface StopWay {
  /** What makes it end in order: Postgres waits for its clients on SIGTERM, so it takes SIGINT. */
  signal: NodeJS.Signals;
  graceMs: number;
}

export const inOrder: StopWay = { signal: 'SIGTERM', graceMs: 15_000 };

/** Ends a process that need not be a child of ours: asks, waits, and kills it when the time is over. */
export async function stopProcess(target: ProcessIdentity, way: StopWay = inOrder): Promise<void> {
  signal(target, way.signal);
  const deadline = Date.now() + way.graceMs;
  while (isRunning(target)) {
    if (Date.now() > deadline) signal(target, 'SIGKILL');
    await delay(25);
  }
}

function signal(target: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isRunning(target)) return;
  try {
    process.kill(target.pid, name);
  } catch {
    // it has ended in between
  }
}
