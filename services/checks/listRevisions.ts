import type { AnswerAuthor, AnswerRow } from '../../db/repositories/answers';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { visibleCheck } from './visibleCheck';

/** Every revision of one question's answer, oldest first. */
export async function listRevisions(
  ctx: ServiceContext,
  checkId: string,
  questionId: string,
): Promise<(AnswerRow & { author: AnswerAuthor })[]> {
  const { template } = await visibleCheck(ctx, checkId);
  if (!template.compiled.questions.has(questionId)) throw new DomainError('request.not_found');
  return ctx.db.read.answers.revisions(checkId, questionId);
}
