import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { store } from '../api/store';
import type { Check, UnsentAnswer } from '../api/unsent';
import { keepCheck, reread } from './checks';
import type { Hearers } from './sendInOrder';

/** Lays what has arrived over what is shown and kept, so that it is never out of sight between the two. */
export function useHearers(): Hearers {
  const queries = useQueryClient();
  return useMemo(
    () => ({
      async answered(sent, revision) {
        const { check_id } = sent;
        await queries.cancelQueries({ queryKey: ['check', check_id] });
        const check = await known(queries, check_id);
        if (check) await show(queries, withAnswer(check, sent, revision));
        reread(queries, check_id);
      },
      async commented(check_id) {
        await queries.invalidateQueries({ queryKey: ['check', check_id, 'comments'] });
      },
      async handedIn({ check_id }, check) {
        await queries.cancelQueries({ queryKey: ['check', check_id] });
        await show(queries, check);
        reread(queries, check_id);
      },
    }),
    [queries],
  );
}

async function known(queries: QueryClient, id: string): Promise<Check | undefined> {
  const shown = queries.getQueryData<Check>(['check', id]);
  const database = await store().catch(() => undefined);
  return shown ?? (await database?.get('checks', id))?.check;
}

async function show(queries: QueryClient, check: Check): Promise<void> {
  queries.setQueryData(['check', check.id], check);
  await keepCheck(check);
}

function withAnswer(check: Check, sent: UnsentAnswer, revision: number): Check {
  const { question_id, value, na, comment, files, answered_at } = sent;
  const answer = {
    ...{ value: value ?? null, na: na === true, failed: false, comment: comment ?? null, files: files ?? [] },
    ...{ answered_at, revision },
    answered_by: { id: sent.user_id, full_name: sent.user_name ?? '' },
  };
  return { ...check, answers: { ...check.answers, [question_id]: answer } };
}
