import { useSyncExternalStore } from 'react';

let isLive = false;
const watchers = new Set<() => void>();

export function setLive(now: boolean): void {
  if (now === isLive) return;
  isLive = now;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Whether changes arrive by themselves. */
export const useIsLive = (): boolean => useSyncExternalStore(watch, () => isLive);

/** `refetchInterval` of what is live: as often as given while nothing arrives by itself. */
export function useWhileDown(everyMs: number): number | false {
  return useIsLive() ? false : everyMs;
}
