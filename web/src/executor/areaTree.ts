import { useQuery } from '@tanstack/react-query';
import type { components } from '../../generated/api';
import { api } from '../api/client';
import { keep, kept } from '../api/store';

type Area = Pick<components['schemas']['Area'], 'id' | 'name' | 'path'>;

const FRESH_MS = 10 * 60_000;

/** The plant's areas, as last seen where there is no network. */
export function useAreaTree() {
  return useQuery({ queryKey: ['area-tree'], queryFn: areaTree, staleTime: FRESH_MS });
}

export async function areaTree(): Promise<Area[]> {
  try {
    const areas: Area[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const page: { items: Area[]; next_cursor: string | null } = await api.get(`/areas/?limit=200${after}`);
      areas.push(...page.items.map(({ id, name, path }) => ({ id, name, path })));
      cursor = page.next_cursor;
    }
    await keep('areas', areas);
    return areas;
  } catch (error) {
    const known = await kept<Area[]>('areas');
    if (!known) throw error;
    return known;
  }
}
