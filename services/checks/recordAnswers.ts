import type { AnswerReceipt } from '../../db/repositories/answers';
import { DomainError, type ErrorCode } from '../../domain/errors';
import type { ServiceContext } from '../context';
import type { AnswerToRecord } from './answerWriter';

export type AnswerResult =
  | { index: number; client_id: string | null; receipt: AnswerReceipt }
  | { index: number; client_id: string | null; refusal: DomainError };

/** Records one answer. It is committed, with its audit entry, when this returns. */
export function recordAnswer(
  ctx: ServiceContext,
  checkId: string,
  answer: AnswerToRecord,
): Promise<AnswerReceipt> {
  return ctx.answers.record(ctx.actor, checkId, named(answer, ctx.command?.id));
}

/** An answer without a name of its own goes by its request's, so that a repeat makes no second revision. */
function named(answer: AnswerToRecord, client_id: string | undefined): AnswerToRecord {
  return client_id === undefined || answer.client_id !== undefined ? answer : { ...answer, client_id };
}

const NOT_THE_CALLERS: readonly ErrorCode[] = ['check.not_found', 'check.not_executor', 'access.denied'];

/**
 * Records answers in order, each for itself: one that is refused keeps none of the others back.
 * Throws where the caller may not answer this check at all.
 */
export async function recordAnswers(
  ctx: ServiceContext,
  checkId: string,
  answers: readonly AnswerToRecord[],
): Promise<AnswerResult[]> {
  const { command, actor } = ctx;
  const outcomes = await Promise.allSettled(
    answers.map((answer, index) =>
      ctx.answers.record(actor, checkId, named(answer, command && `${command.id}:${index}`)),
    ),
  );
  const results = outcomes.map((outcome, index): AnswerResult => {
    const client_id = answers[index]?.client_id ?? null;
    if (outcome.status === 'fulfilled') return { index, client_id, receipt: outcome.value };
    if (outcome.reason instanceof DomainError) return { index, client_id, refusal: outcome.reason };
    throw outcome.reason;
  });
  const denied = results.map((result) =>
    'refusal' in result && NOT_THE_CALLERS.includes(result.refusal.code) ? result.refusal : undefined,
  );
  if (denied[0] && denied.every((refusal) => refusal !== undefined)) throw denied[0];
  return results;
}
