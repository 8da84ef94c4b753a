import { heartbeat, log } from '@temporalio/activity';
import type { ProcessDeps } from './deps';
import { countsOf, mendProcesses } from './mendProcesses';

/** Makes Temporal run what the rows say. May run twice: what is right already stays. */
export function createProcessActivities(deps: ProcessDeps) {
  return {
    /** Returns how many were put right, by what was done. */
    async mendProcesses(): Promise<Record<string, number>> {
      const mended = await mendProcesses(deps, heartbeat);
      for (const { subject, id, what } of mended) log.warn('a process was put right', { subject, id, what });
      return countsOf(mended);
    },
  };
}

export type ProcessActivities = ReturnType<typeof createProcessActivities>;
