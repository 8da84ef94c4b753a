import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { useSession } from '../../api/session';
import type { SystemLinks, SystemState } from '../data/types';

const EVERY_MS = 10_000;

export const useSystemState = () =>
  useQuery({
    queryKey: ['system', 'state'],
    queryFn: () => api.get<SystemState>('/system/state'),
    refetchInterval: EVERY_MS,
  });

/** Where to look further; nothing for those who may not know. */
export function useSystemLinks(): SystemLinks | undefined {
  const { permissions } = useSession();
  const { data } = useQuery({
    queryKey: ['system', 'links'],
    queryFn: () => api.get<SystemLinks>('/system/links'),
    enabled: permissions.includes('MANAGE_INTEGRATIONS'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}
