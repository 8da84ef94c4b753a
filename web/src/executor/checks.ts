import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { components } from '../../generated/api';
import { api, isOffline } from '../api/client';
import { type Check, type Unsent, keep, kept, store } from '../api/store';

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
  const database = await store();
  const known = new Map((await database.getAll('checks')).map(({ id, check }) => [id, check.revision]));
  for (const { id, revision } of items) {
    if (known.get(id) !== revision) await readCheck(id);
  }
  for (const id of known.keys())
    if (!items.some((item) => item.id === id)) await database.delete('checks', id);
}

async function readCheck(id: string): Promise<Check> {
  const check = await api.get<Check>(`/checks/${id}`);
  await (await store()).put('checks', { id, check, read_at: new Date().toISOString() });
  return check;
}

export function useCheck(id: string) {
  return useQuery({
    queryKey: ['check', id],
    queryFn: async () => {
      try {
        return await readCheck(id);
      } catch (error) {
        const known = isOffline(error) ? await (await store()).get('checks', id) : undefined;
        if (!known) throw error;
        return known.check;
      }
    },
  });
}

/** Lays an answer that has arrived over what is shown and kept, so that it is never out of sight between the two. */
export function useWhenSent() {
  const queries = useQueryClient();
  return useCallback(
    async (sent: Unsent, revision: number) => {
      const queryKey = ['check', sent.check_id];
      await queries.cancelQueries({ queryKey });
      const database = await store();
      const known = await database.get('checks', sent.check_id);
      const check = queries.getQueryData<Check>(queryKey) ?? known?.check;
      if (check) {
        const after = withAnswer(check, sent, revision);
        queries.setQueryData(queryKey, after);
        await database.put('checks', {
          id: check.id,
          check: after,
          read_at: known?.read_at ?? sent.answered_at,
        });
      }
      void queries.invalidateQueries({ queryKey });
      void queries.invalidateQueries({ queryKey: ['mine'] });
    },
    [queries],
  );
}

function withAnswer(check: Check, sent: Unsent, revision: number): Check {
  const { question_id, value, na, comment, files, answered_at } = sent;
  const answer = {
    ...{ value: value ?? null, na: na === true, failed: false, comment: comment ?? null, files: files ?? [] },
    ...{ answered_at, revision },
    answered_by: { id: sent.user_id, full_name: sent.user_name ?? '' },
  };
  return { ...check, answers: { ...check.answers, [question_id]: answer } };
}

/** Reads anew what has changed on the server. */
export function useRereading() {
  const queries = useQueryClient();
  return useCallback(
    (checkId: string) => {
      void queries.invalidateQueries({ queryKey: ['check', checkId] });
      void queries.invalidateQueries({ queryKey: ['mine'] });
    },
    [queries],
  );
}
