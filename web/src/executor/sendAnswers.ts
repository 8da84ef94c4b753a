import type { operations } from '../../generated/api';
import { ApiProblem, api } from '../api/client';
import type { Check, RecordedAnswer, UnsentAnswer } from '../api/unsent';
import { isForLater, isForLaterStatus, reasonOf } from './forLater';
import { arrive, markTried, refuse } from './outboxRows';
import { isSameAnswer } from './queueRules';
import { uploaded } from './uploads';

/** An answer as it went: photos of the device have become the server's. */
export type WhenSent = (sent: UnsentAnswer, revision: number) => Promise<void>;

type Results = operations['postChecksByCheckIdAnswers']['responses'][200]['content']['application/json'];

/** The answer stays on the device because the check or the question is no longer as its giver saw it. */
const OVERTAKEN = ['answer.changed', 'check.closed', 'check.submitted', 'check.not_executor'];

/** Photos first. False where some of it has to wait. Throws an ApiProblem where all of it has to. */
export async function sendAnswers(batch: readonly UnsentAnswer[], whenSent: WhenSent): Promise<boolean> {
  const ready: UnsentAnswer[] = [];
  for (const entry of batch) {
    try {
      ready.push(await withFiles(entry));
    } catch (error) {
      if (isForLater(error)) throw error;
      await refuse(entry, { reason: reasonOf(error) });
    }
  }
  return ready.length === 0 || post(ready, whenSent);
}

async function withFiles(entry: UnsentAnswer): Promise<UnsentAnswer> {
  const { value, files, user_id } = entry;
  return {
    ...entry,
    value: await uploaded(value, user_id),
    ...(files && { files: (await uploaded(files, user_id)) as string[] }),
  };
}

async function post(ready: readonly UnsentAnswer[], whenSent: WhenSent): Promise<boolean> {
  const [{ check_id, user_id }] = ready as [UnsentAnswer];
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
    const standing = await standingAnswers(ready[0] as UnsentAnswer, [error.code]);
    for (const entry of ready)
      await refuse(entry, refusalOf(error.code, reasonOf(error), standing?.[entry.question_id]));
    return true;
  }
}

async function settle(
  ready: readonly UnsentAnswer[],
  results: Results['results'],
  whenSent: WhenSent,
): Promise<boolean> {
  const problems = results.flatMap((result) => ('problem' in result ? [result.problem.code] : []));
  const standing = await standingAnswers(ready[0] as UnsentAnswer, problems);
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
    else if (code === 'answer.changed' && theirs && isSameAnswer(entry, theirs))
      await arrive(entry, theirs.revision);
    else await refuse(entry, refusalOf(code, errors?.[0]?.message || detail, theirs));
  }
  return isDone;
}

/** What is recorded where an answer was overtaken; nothing where the check is not the person's to see any more. */
async function standingAnswers(
  { check_id, user_id }: UnsentAnswer,
  codes: readonly string[],
): Promise<Check['answers'] | undefined> {
  if (!codes.some((code) => OVERTAKEN.includes(code))) return undefined;
  try {
    return (await api.get<Check>(`/checks/${check_id}`, { as: user_id })).answers;
  } catch (error) {
    if (isForLater(error)) throw error;
    return undefined;
  }
}

const refusalOf = (code: string, reason: string, theirs: RecordedAnswer | undefined) => ({
  ...{ code, reason },
  ...(theirs && { theirs }),
});

function answerOf({
  question_id,
  value,
  na,
  comment,
  files,
  client_id,
  answered_at,
  base_revision,
}: UnsentAnswer) {
  return {
    question_id,
    ...(na ? { na } : { value: value ?? null }),
    ...(comment !== undefined && { comment }),
    ...(files && { files }),
    ...{ client_id, answered_at },
    ...(base_revision !== undefined && { base_revision }),
  };
}
