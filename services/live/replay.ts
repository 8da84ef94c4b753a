import type { LiveChange } from './loadChanges';

/** Changes kept at most, the newest. */
const KEPT = 5_000;

/** What a reader who was away for a while has missed. */
export function createReplay() {
  let changes: LiveChange[] = [];
  /** All after this entry is kept. */
  let from = 0;

  return {
    restart(seq: number): void {
      changes = [];
      from = seq;
    },
    add(more: readonly LiveChange[]): void {
      changes.push(...more);
      if (changes.length <= KEPT) return;
      const dropped = changes.splice(0, changes.length - KEPT);
      from = dropped.at(-1)?.seq ?? from;
    },
    /** Each subject once, up to now; undefined where that reaches further back than what is kept, or ahead of it. */
    since(seq: number, now: number): LiveChange[] | undefined {
      if (seq < from || seq > now) return undefined;
      const missed = new Map<string, LiveChange>();
      for (const change of changes) {
        if ((change.seq ?? 0) <= seq) continue;
        const key = `${change.subject}:${change.data.id}`;
        const formerIds = [...(missed.get(key)?.formerIds ?? []), ...change.formerIds];
        missed.delete(key);
        missed.set(key, { ...change, formerIds });
      }
      return [...missed.values()];
    },
  };
}
