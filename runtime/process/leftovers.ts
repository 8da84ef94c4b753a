import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, type ProcessIdentity } from './identity';
import { type StopWay, stopProcess } from './stopProcess';

export interface Recorded extends ProcessIdentity {
  part: string;
  way: StopWay;
}

/** RUNTIME_DIR/pids.json: the children of the present run, for the next start should this one be killed. */
export function recordProcesses(runtimeDir: string, processes: Recorded[]): void {
  writeFileSync(fileIn(runtimeDir), JSON.stringify(processes, null, 2));
}

/** Stops what a killed run has left. Returns the parts that were still running. */
export async function stopLeftovers(runtimeDir: string): Promise<string[]> {
  const left = recorded(runtimeDir).filter((entry) => isRunning(entry));
  await Promise.all(left.map((entry) => stopProcess(entry, entry.way)));
  return left.map((entry) => entry.part);
}

function recorded(runtimeDir: string): Recorded[] {
  try {
    return JSON.parse(readFileSync(fileIn(runtimeDir), 'utf8')) as Recorded[];
  } catch {
    return []; // none yet, or cut off by the kill: the parts look for their own leftovers too
  }
}

const fileIn = (runtimeDir: string) => join(runtimeDir, 'pids.json');
