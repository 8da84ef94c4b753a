import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { components } from '../../generated/api';
import { api, isOffline } from '../api/client';
import { keep, keepIfRoom, kept, store } from '../api/store';
import type { Check } from '../api/unsent';

export type ListedCheck = components['schemas']['ListedCheck'];

interface KeptList {
  items: ListedCheck[];
  /** Where the network was not there. */
  kept_at?: string;
}

const REFRESH_MS = 60_000;

/** What is to be filled in by the person, also without network. */
export function useMyChecks(userId: string) {
  const queries = useQueryClient();
  const queryKey = ['mine', userId];
  useEffect(() => {
    // The list of last time is in sight until the new one is there.
    void kept<KeptList>('mine').then((known) => {
      if (known && !queries.getQueryData(queryKey)) queries.setQueryData(queryKey, known, { updatedAt: 0 });
    });
  }, [userId]);
  return useQuery({ queryKey, queryFn: () => myChecks(userId), refetchInterval: REFRESH_MS });
}

async function myChecks(userId: string): Promise<KeptList> {
  try {
    const { items } = await api.get<{ items: ListedCheck[] }>(
      `/checks/?executor_id=${userId}&status=open,in_progress&limit=200`,
    );
    await keep('mine', { items, kept_at: new Date().toISOString() });
    await keepChecks(items);
    return { items };
  } catch (error) {
    const list = isOffline(error) ? await kept<KeptList>('mine') : undefined;
    if (!list) throw error;
    return list;
  }
}

/** Each check that is assigned is kept whole, so that it can be filled in where there is no network. */
async function keepChecks(items: readonly ListedCheck[]): Promise<void> {
  const known = new Map((await keptChecks()).map(({ id, check }) => [id, check.revision]));
  for (const { id, revision } of items) {
    if (known.get(id) === revision) continue;
    // One that was taken away in this very moment does not keep the others from being kept.
    await readCheck(id).catch((error: unknown) => {
      if (isOffline(error)) throw error;
    });
  }
  await keepIfRoom(async (database) => {
    for (const id of known.keys())
      if (!items.some((item) => item.id === id)) await database.delete('checks', id);
  });
}

async function keptChecks() {
  return store()
    .then((database) => database.getAll('checks'))
    .catch(() => []);
}

async function keptCheck(id: string): Promise<Check | undefined> {
  return (await keptChecks()).find((one) => one.id === id)?.check;
}

async function readCheck(id: string): Promise<Check> {
  const check = await api.get<Check>(`/checks/${id}`);
  await keepCheck(check);
  return check;
}

export function keepCheck(check: Check): Promise<void> {
  const read_at = new Date().toISOString();
  return keepIfRoom((database) => database.put('checks', { id: check.id, check, read_at }));
}

export function useCheck(id: string) {
  const queries = useQueryClient();
  const queryKey = ['check', id];
  useEffect(() => {
    // A line that is there and carries nothing keeps nobody waiting.
    void keptCheck(id).then((known) => {
      if (known && !queries.getQueryData(queryKey)) queries.setQueryData(queryKey, known, { updatedAt: 0 });
    });
  }, [id]);
  return useQuery({
    queryKey,
    queryFn: async () => {
      try {
        return await readCheck(id);
      } catch (error) {
        const known = isOffline(error) ? await keptCheck(id) : undefined;
        if (!known) throw error;
        return known;
      }
    },
  });
}

/** Reads anew what has changed on the server. */
export function useRereading() {
  const queries = useQueryClient();
  return useCallback((checkId: string) => reread(queries, checkId), [queries]);
}

export function reread(queries: QueryClient, checkId: string): void {
  void queries.invalidateQueries({ queryKey: ['check', checkId] });
  void queries.invalidateQueries({ queryKey: ['mine'] });
}

/** What was assigned meanwhile is put on the device as soon as the network is back, whatever page is open. */
export function useKeepingChecks(userId: string, fills: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!fills) return undefined;
    const refresh = () =>
      void myChecks(userId)
        .then((list) => queries.setQueryData(['mine', userId], list))
        .catch(() => undefined);
    window.addEventListener('online', refresh);
    return () => window.removeEventListener('online', refresh);
  }, [queries, userId, fills]);
}
