import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { useRoleTitle } from '../../parts/useRoleTitle';
import { withQuery } from './query';
import type { Area, Calendar, ListedTemplate, Page, Role, User } from './types';

const MINUTE_MS = 60_000;
/** Pages of 200: what a picker can hold. */
const MOST_PAGES = 10;

export async function everyOf<T>(path: string, query: Record<string, string> = {}): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found: Page<T> = await api.get<Page<T>>(withQuery(path, { ...query, limit: 200, cursor }));
    items.push(...found.items);
    cursor = found.next_cursor;
    if (cursor === null) break;
  }
  return items;
}

const byName = <T extends { name: string }>(items: T[]) =>
  [...items].sort((a, b) => a.name.localeCompare(b.name));

function useEvery<T>(key: string, path: string, sorted: (items: T[]) => T[], isWanted = true) {
  return useQuery({
    queryKey: ['lookup', key],
    queryFn: async () => sorted(await everyOf<T>(path)),
    staleTime: MINUTE_MS,
    enabled: isWanted,
  });
}

export const useAreas = () => useEvery<Area>('areas', '/areas/', byName);
export const useCalendars = () => useEvery<Calendar>('calendars', '/calendars/', byName);
/** With titles as they were given. */
export const useRolesAsGiven = () => useEvery<Role>('roles', '/roles/', (roles) => roles);
/** With titles in the reader's language, where the product has them. */
export function useRoles() {
  const titleOf = useRoleTitle();
  const { data, ...rest } = useRolesAsGiven();
  return { ...rest, data: data?.map((role) => ({ ...role, title: titleOf(role) })) };
}
export const useTemplates = () => useEvery<ListedTemplate>('templates', '/templates/', byName);
export const usePeople = () =>
  useEvery<User>('people', '/users/', (people) =>
    [...people].sort((a, b) => a.full_name.localeCompare(b.full_name)),
  );
