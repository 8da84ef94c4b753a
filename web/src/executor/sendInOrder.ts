import type { operations } from '../../generated/api';
import { ApiProblem, api } from '../api/client';
import { type Check, type RecordedAnswer, type Unsent, store } from '../api/store';
import { arrive, refuse } from './outboxRows';
import { uploaded } from './uploads';

/** An answer as it went: photos of the device have become the server's. */
export type WhenSent = (sent: Unsent, revision: number) => Promise<void>;

type Results = operations['postChecksByCheckIdAnswers']['responses'][200]['content']['application/json'];

/** Of one request: the server's most. */
const MOST_ANSWERS = 200;
const MOST_CHARACTERS = 1_000_000;
/** The answer stays on the device because the check or the question is no longer as its giver saw it. */
const OVERTAKEN = ['answer.changed', 'check.closed', 'check.submitted', 'check.not_executor'];

/**
 * Sends what waits, one check after the other, its photos first. What the server will not take is put aside with its
 * reason, and what it cannot take now waits for the next round: neither holds up the rest. False where the server could
 * not be reached.
 */
export async function sendInOrder(
  userId: string,
  whenSent: WhenSent,
  afterEach: () => Promise<void>,
): Promise<boolean> {
  const postponed = new Set<string>();
  for (;;) {
    const waiting = (await (await store()).getAll('unsent')).filter(
      ({ user_id, refused, check_id }) =>
        user_id === userId && refused === undefined && !postponed.has(check_id),
    );
    const [first] = waiting;
    if (!first) return navigator.onLine;
    try {
      const isDone = await sendSome(batchOf(waiting, first.check_id), whenSent);
      if (!isDone) postponed.add(first.check_id);
    } catch (error) {
      if (error instanceof ApiProblem && error.offline) return false;
      postponed.add(first.check_id);
    }
    await afterEach();
  }
}

/** The oldest of one check, each question once: which revision a second answer follows is known only afterwards. */
function batchOf(waiting: readonly Unsent[], checkId: string): Unsent[] {
  const batch = new Map<string, Unsent>();
  let characters = 0;
  for (const entry of waiting) {
    if (entry.check_id !== checkId || batch.has(entry.question_id)) continue;
    characters += JSON.stringify(entry).length;
    if (batch.size > 0 && (batch.size === MOST_ANSWERS || characters > MOST_CHARACTERS)) break;
    batch.set(entry.question_id, entry);
  }
  return [...batch.values()];
}

/** False where some of it has to wait. Throws an ApiProblem where all of it has to. */
async function sendSome(batch: readonly Unsent[], whenSent: WhenSent): Promise<boolean> {
  const ready: Unsent[] = [];
  for (const entry of batch) {
    try {
      ready.push(await uploaded(entry));
    } catch (error) {
      if (isForLater(error)) throw error;
      await refuse(entry, { reason: reasonOf(error) });
    }
  }
  return ready.length === 0 || post(ready, whenSent);
}

async function post(ready: readonly Unsent[], whenSent: WhenSent): Promise<boolean> {
  const [{ check_id, user_id }] = ready as [Unsent];
  await markTried(ready);
  try {
    const body = { answers: ready.map(answerOf) };
    const { results } = await api.post<Results>(`/checks/${check_id}/answers`, body, { as: user_id });
    return await settle(ready, results, whenSent);
  } catch (error) {
    if (isForLater(error) || !(error instanceof ApiProblem)) throw error;
    // A body that is refused as a whole does not tell whose fault it is.
    const isOnesFault = [400, 413, 422].includes(error.status) && ready.length > 1;
    if (isOnesFault) {
      let isDone = true;
      for (const one of ready) isDone = (await post([one], whenSent)) && isDone;
      return isDone;
    }
    const standing = await standingAnswers(check_id, [error.code]);
    for (const entry of ready)
      await refuse(entry, refusalOf(error.code, reasonOf(error), standing?.[entry.question_id]));
    return true;
  }
}

async function settle(
  ready: readonly Unsent[],
  results: Results['results'],
  whenSent: WhenSent,
): Promise<boolean> {
  const problems = results.flatMap((result) => ('problem' in result ? [result.problem.code] : []));
  const standing = await standingAnswers(ready[0]?.check_id ?? '', problems);
  let isDone = true;
  for (const result of results) {
    const entry = ready[result.index];
    if (!entry) continue;
    if (!('problem' in result)) {
      await whenSent(entry, result.revision);
      await arrive(entry, result.revision);
      continue;
    }
    const { status, code, errors, detail } = result.problem;
    const theirs = standing?.[entry.question_id];
    if (isForLaterStatus(status)) isDone = false;
    else if (code === 'answer.changed' && theirs && isSame(entry, theirs))
      await arrive(entry, theirs.revision);
    else await refuse(entry, refusalOf(code, errors?.[0]?.message || detail, theirs));
  }
  return isDone;
}

/** What is recorded where an answer was overtaken; nothing where the check is not the person's to see any more. */
async function standingAnswers(
  checkId: string,
  codes: readonly string[],
): Promise<Check['answers'] | undefined> {
  if (!codes.some((code) => OVERTAKEN.includes(code))) return undefined;
  try {
    return (await api.get<Check>(`/checks/${checkId}`)).answers;
  } catch (error) {
    if (isForLater(error)) throw error;
    return undefined;
  }
}

const refusalOf = (code: string, reason: string, theirs: RecordedAnswer | undefined) => ({
  ...{ code, reason },
  ...(theirs && { theirs }),
});

function answerOf({ question_id, value, na, comment, files, client_id, answered_at, base_revision }: Unsent) {
  return {
    question_id,
    ...(na ? { na } : { value: value ?? null }),
    ...(comment !== undefined && { comment }),
    ...(files && { files }),
    ...{ client_id, answered_at },
    ...(base_revision !== undefined && { base_revision }),
  };
}

async function markTried(entries: readonly Unsent[]): Promise<void> {
  const turn = (await store()).transaction('unsent', 'readwrite');
  for (const { seq } of entries) {
    const known = seq === undefined ? undefined : await turn.store.get(seq);
    if (known && !known.tried) await turn.store.put({ ...known, tried: true });
  }
  await turn.done;
}

function isSame({ value, na, comment, files }: Unsent, theirs: RecordedAnswer): boolean {
  const content = (one: { value?: unknown; na: boolean; comment: string | null; files: string[] }) =>
    JSON.stringify([one.na ? null : (one.value ?? null), one.na, one.comment ?? '', one.files]);
  return (
    content({ value, na: na === true, comment: comment ?? null, files: files ?? [] }) === content(theirs)
  );
}

const isForLaterStatus = (status: number) => [401, 408, 429].includes(status) || status >= 500;

function isForLater(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  return error.offline || isForLaterStatus(error.status) || error.code === 'idempotency.in_progress';
}

function reasonOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.errors[0]?.message || error.detail || error.message;
  return error instanceof Error ? error.message : String(error);
}
