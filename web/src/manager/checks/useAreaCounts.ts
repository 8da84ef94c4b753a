import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { useWhileDown } from '../../api/liveState';
import { withQuery } from '../data/query';
import type { AreaCount } from '../data/types';

/** Of what the same filters find in the list. */
export function useAreaCounts(query: Record<string, string | boolean | undefined>, everyMs: number) {
  const { data } = useQuery({
    queryKey: ['list', '/checks/', 'counts', query],
    queryFn: () => api.get<{ items: AreaCount[] }>(withQuery('/checks/counts', query)),
    refetchInterval: useWhileDown(everyMs),
    placeholderData: (before) => before,
  });
  return data?.items ?? [];
}
