import { heartbeat, log } from '@temporalio/activity';
import type { ProcessDeps } from './deps';
import { mendProcesses } from './mendProcesses';

/** Makes Temporal run what the rows say. May run twice: what is right already stays. */
export function createProcessActivities(deps: ProcessDeps) {
  return {
    /** Returns how many were put right, by what was done. */
    async mendProcesses(): Promise<Record<string, number>> {
      const mended = await mendProcesses(deps, heartbeat);
      const counts: Record<string, number> = {};
      for (const { subject, id, what } of mended) {
        log.warn('a process was put right', { subject, id, what });
        const key = `${subject} ${what}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
      return counts;
    },
  };
}

export type ProcessActivities = ReturnType<typeof createProcessActivities>;
