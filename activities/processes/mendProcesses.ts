import { endOrphans } from './endOrphans';
import type { MendedProcess, ProcessDeps } from './deps';
import { startMissing } from './startMissing';

/** Compares rows and processes both ways, and puts right what differs. */
export async function mendProcesses(deps: ProcessDeps, alive: () => void): Promise<MendedProcess[]> {
  return [...(await endOrphans(deps, alive)), ...(await startMissing(deps, alive))];
}

export function countsOf(mended: readonly MendedProcess[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { subject, what } of mended)
    counts[`${subject} ${what}`] = (counts[`${subject} ${what}`] ?? 0) + 1;
  return counts;
}
