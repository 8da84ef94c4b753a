import { ApiProblem, api } from '../api/client';
import type { Check, Unsent, UnsentSubmit } from '../api/unsent';
import { isForLater, reasonOf } from './forLater';
import { markTried, refuse, remove } from './outboxRows';
import { submitStands } from './queueRules';
import { isOver } from './refusal';

export type WhenHandedIn = (submit: UnsentSubmit, check: Check) => Promise<void>;

/**
 * Hands the check in, unless it was answered elsewhere since its giver looked: that is theirs to see first.
 * `because` is what of the check was refused for good: so is the submit. Throws an ApiProblem where it has to wait.
 */
export async function sendSubmit(
  entry: UnsentSubmit,
  because: Unsent | undefined,
  whenHandedIn: WhenHandedIn,
): Promise<boolean> {
  try {
    const arrived = await handIn(entry, because);
    if (!arrived) return true;
    await whenHandedIn(entry, arrived);
    await remove(entry);
    return true;
  } catch (error) {
    if (isForLater(error)) throw error;
    const { code, errors } = error instanceof ApiProblem ? error : { code: undefined, errors: [] };
    const questions = errors.flatMap(({ path }) => /^\/answers\/(.+)$/.exec(path)?.[1] ?? []);
    const words = error instanceof ApiProblem ? error.detail || error.message : reasonOf(error);
    await refuse(entry, { reason: words, ...(code && { code }), questions: [...new Set(questions)] });
    return true;
  }
}

/** The check as it was handed in; nothing where the person is to look first. */
async function handIn(entry: UnsentSubmit, because: Unsent | undefined): Promise<Check | undefined> {
  const { check_id, user_id: as, client_id: key } = entry;
  const read = () => api.get<Check>(`/checks/${check_id}`, { as });
  const check = await read();
  const stands = submitStands(entry, check, Date.now());
  if (stands.is === 'arrived') return check;
  if (because) {
    const { refused = '', refused_code: code } = because;
    await refuse(entry, { reason: refused, ...(code && { code }) });
    return undefined;
  }
  if (stands.is !== 'ready') {
    const questions = stands.is === 'changed' ? stands.questions : [];
    await refuse(entry, { reason: '', code: `submit.${stands.is}`, questions });
    return undefined;
  }
  if (!(await markTried([entry]))) return undefined;
  try {
    return await api.post<Check>(`/checks/${check_id}/submit`, {}, { key, as });
  } catch (error) {
    // Another device may have handed it in between the two.
    if (!(error instanceof ApiProblem) || !isOver(error.code)) throw error;
    const now = await read();
    if (submitStands(entry, now, Date.now()).is === 'arrived') return now;
    throw error;
  }
}
