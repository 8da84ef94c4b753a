import type { LiveChanges } from '../../db/repositories/liveChanges';

/** A notice carries the time at which its transaction began, so the newest may appear behind others. */
const LATE_MS = 60_000;

/** Finds notices of those who read live, without any word from those who write them. */
export function createNoticeWatch(read: LiveChanges, now: () => Date) {
  let known = new Set<string>();

  return {
    /** What was told since the last look; a person seen for the first time may hear of the last minute again. */
    async fresh(userIds: readonly string[]): Promise<{ id: string; user_id: string }[]> {
      const found = await read.notices(userIds, new Date(now().getTime() - LATE_MS));
      const fresh = found.filter(({ id }) => !known.has(id));
      known = new Set(found.map(({ id }) => id));
      return fresh;
    },
  };
}
