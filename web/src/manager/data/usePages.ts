import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { useWhileDown } from '../../api/liveState';
import { withQuery } from './query';
import type { Page } from './types';

type Query = Record<string, string | boolean | undefined>;
interface Place {
  /** Which of the queries, one after the other. */
  part: number;
  cursor: string | null;
}

const PAGE_SIZE = 100;

/**
 * A list, page by page; with several queries the pages of one follow those of the former.
 * It is read anew every `everyMs` while the page is in sight and changes do not arrive by themselves.
 */
export function usePages<T>(path: string, queries: Query[], { everyMs }: { everyMs?: number } = {}) {
  const refetchInterval = useWhileDown(everyMs ?? 0);
  const found = useInfiniteQuery({
    queryKey: ['list', path, queries],
    initialPageParam: { part: 0, cursor: null } as Place,
    queryFn: async ({ pageParam: { part, cursor } }) => {
      let at = part;
      let page = await api.get<Page<T>>(withQuery(path, { ...queries[at], limit: PAGE_SIZE, cursor }));
      const items = [...page.items];
      // A part that is short brings the next along, or its page would look like the end.
      while (page.next_cursor === null && at + 1 < queries.length && items.length < PAGE_SIZE) {
        at += 1;
        page = await api.get<Page<T>>(withQuery(path, { ...queries[at], limit: PAGE_SIZE }));
        items.push(...page.items);
      }
      return { items, part: at, next_cursor: page.next_cursor };
    },
    getNextPageParam: ({ part, next_cursor }): Place | undefined => {
      if (next_cursor !== null) return { part, cursor: next_cursor };
      return part + 1 < queries.length ? { part: part + 1, cursor: null } : undefined;
    },
    ...(everyMs !== undefined && { refetchInterval }),
  });
  return { ...found, items: found.data?.pages.flatMap(({ items }) => items) ?? [] };
}
