import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listenLive } from './live';
import { setLive } from './liveState';
import { staleAfter } from './staleAfter';

/** Between two readings of the same: many changes at once are one. */
const BREATH_MS = 1_000;
/** Files never change. */
const LASTING = new Set<unknown>(['picture', 'file']);

/** Keeps what is on the screen as the server has it; shows nothing itself. */
export function LiveUpdates() {
  const queries = useQueryClient();
  useEffect(() => {
    const afresh = readAfresh(queries);
    const stop = listenLive({ heard: (event) => afresh(staleAfter(event)), became: setLive });
    return () => {
      stop();
      setLive(false);
    };
  }, [queries]);
  return null;
}

/** One round at a time, so that a reading under way is not given up for the next change over and over. */
function readAfresh(queries: QueryClient): (keys: QueryKey[] | undefined) => void {
  const waiting = new Map<string, QueryKey>();
  let everything = false;
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (everything || waiting.size > 0) {
      const keys = [...waiting.values()];
      const all = everything;
      waiting.clear();
      everything = false;
      const filters = all
        ? [{ predicate: ({ queryKey }: { queryKey: QueryKey }) => !LASTING.has(queryKey[0]) }]
        : keys.map((queryKey) => ({ queryKey }));
      await Promise.all(filters.map((filter) => queries.invalidateQueries(filter)));
      await new Promise((resolve) => setTimeout(resolve, BREATH_MS));
    }
    running = false;
  }

  return (keys) => {
    if (!keys) everything = true;
    else for (const key of keys) waiting.set(JSON.stringify(key), key);
    if (!running) void run();
  };
}
