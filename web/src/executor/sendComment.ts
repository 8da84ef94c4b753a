import type { components } from '../../generated/api';
import { ApiProblem, api } from '../api/client';
import type { UnsentComment } from '../api/unsent';
import { isForLater, reasonOf } from './forLater';
import { markTried, refuse, remove } from './outboxRows';
import { isKeyForgotten } from './queueRules';
import { uploaded } from './uploads';

type Comment = components['schemas']['Comment'];
export type WhenCommented = (checkId: string) => Promise<void>;

/** Its photos first. Throws an ApiProblem where it has to wait. */
export async function sendComment(entry: UnsentComment, whenCommented: WhenCommented): Promise<boolean> {
  const { check_id, user_id: as, text, files = [], client_id: key } = entry;
  try {
    const body = { text, ...(files.length > 0 && { files: await uploaded(files, as) }) };
    if (!isKeyForgotten(entry, Date.now()) || !(await isThere(entry))) {
      if (!(await markTried([entry]))) return true;
      await api.post(`/checks/${check_id}/comment`, body, { key, as });
    }
  } catch (error) {
    if (isForLater(error)) throw error;
    const code = error instanceof ApiProblem ? { code: error.code } : {};
    await refuse(entry, { reason: reasonOf(error), ...code });
    return true;
  }
  await whenCommented(check_id);
  await remove(entry);
  return true;
}

/** The reply to a try of the other day was lost: was the comment, too? */
async function isThere({ check_id, user_id: as, text, answered_at }: UnsentComment): Promise<boolean> {
  const { items } = await api.get<{ items: Comment[] }>(`/checks/${check_id}/comments`, { as });
  return items.some(
    (one) => one.author.id === as && one.text === text && Date.parse(one.created_at) >= sinceOf(answered_at),
  );
}

/** A phone's clock may be ahead. */
const sinceOf = (answered_at: string) => Date.parse(answered_at) - 60 * 60_000;
