import { useState } from 'react';
import { ApiProblem, api } from './client';
import { newId } from './newId';

type PostOnce = <T>(path: string, body: object) => Promise<T>;

/** Posts so that the same body, sent again because its reply was lost, is acted upon once. */
export function usePostOnce(): PostOnce {
  const [post] = useState(createPostOnce);
  return post;
}

function createPostOnce(): PostOnce {
  const keys = new Map<string, string>();
  return async (path, body) => {
    const what = `${path} ${JSON.stringify(body)}`;
    const key = keys.get(what) ?? newId();
    keys.set(what, key);
    try {
      const reply = await api.post<never>(path, body, { key });
      keys.delete(what);
      return reply;
    } catch (error) {
      if (isAnswered(error)) keys.delete(what);
      throw error;
    }
  };
}

/** A refusal is kept under its key and would be told again, even after what stood in the way is gone. */
function isAnswered(error: unknown): boolean {
  if (!(error instanceof ApiProblem) || error.offline || error.code.startsWith('idempotency.')) return false;
  return error.status !== 401 && error.status !== 429 && error.status < 500;
}
