import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { LoadPlan, LoadResult } from './loadPlan';
import type { Plant } from './plant';
import { cpuSeconds, memoryMb } from './processes';

export interface Measured extends LoadResult {
  perSecond: number;
  /** Processor time of the product (not of the load generator) for each, ms. */
  cpuMsEach: number;
  apiCpuMsEach: number;
  /** Of each part, of one processor. */
  shares: ReadonlyMap<string, number>;
}

/** Runs a plan in a process of its own and watches what the product uses meanwhile. */
export async function measure(plant: Plant, plan: LoadPlan): Promise<Measured> {
  const before = cpuSeconds(plant.pids());
  const beganAt = performance.now();
  const result = await generated(plan);
  const wholeSeconds = (performance.now() - beganAt) / 1000;
  const used = usedSince(plant, before);
  // The warm-up is in the processor time as well: taken as if it went at the same rate.
  const all = result.count * ((result.seconds + plan.warmupMs / 1000) / result.seconds);
  return {
    ...result,
    perSecond: result.count / result.seconds,
    cpuMsEach: (1000 * total(used)) / all,
    apiCpuMsEach: (1000 * ((used.get('API') ?? 0) + (used.get('other API') ?? 0))) / all,
    seconds: Math.min(result.seconds, wholeSeconds),
    shares: new Map([...used].map(([part, seconds]) => [part, seconds / wholeSeconds])),
  };
}

export function usedSince(plant: Plant, before: ReadonlyMap<string, number>): Map<string, number> {
  return new Map(
    [...cpuSeconds(plant.pids())].map(([part, seconds]) => [part, seconds - (before.get(part) ?? 0)]),
  );
}

export const total = (by: ReadonlyMap<string, number>): number =>
  [...by.values()].reduce((all, one) => all + one, 0);

function generated(plan: LoadPlan): Promise<LoadResult> {
  const child = fork(join(__dirname, 'load.js'));
  child.send(plan);
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as LoadResult));
    child.once('exit', (code) => reject(new Error(`The load generator ended (${code})`)));
  });
}

export interface MemoryWatch {
  /** The most that each part was seen to use, MB. */
  stop(): Map<string, number>;
}

export function watchMemory(plant: Plant): MemoryWatch {
  const most = new Map<string, number>();
  const look = () => {
    for (const [part, mb] of memoryMb(plant.pids())) most.set(part, Math.max(mb, most.get(part) ?? 0));
  };
  const timer = setInterval(look, 2_000);
  return {
    stop() {
      clearInterval(timer);
      look();
      return most;
    },
  };
}
