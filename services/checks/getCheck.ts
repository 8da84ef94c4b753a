import type { AnswerAuthor, AnswerRow } from '../../db/repositories/answers';
import type { ListedCheck } from '../../db/repositories/checks';
import type { CheckAct } from '../../domain/check';
import { evaluateCheck } from '../../domain/evaluation';
import type { Structure } from '../../domain/template';
import { allowedActs } from '../../policies/checkActs';
import type { ServiceContext } from '../context';
import { visibleCheck } from './visibleCheck';

export interface CheckInFull {
  check: ListedCheck;
  structure: Structure;
  answers: (AnswerRow & { author: AnswerAuthor })[];
  may: CheckAct[];
}

export async function getCheck(ctx: ServiceContext, checkId: string): Promise<CheckInFull> {
  const { check, template, facts } = await visibleCheck(ctx, checkId);
  const answers = await ctx.db.read.answers.current([checkId]);
  // A later answer can turn an earlier one into a failure, so this is judged now and not read from the rows.
  const { failed } = evaluateCheck(
    template.compiled,
    Object.fromEntries(answers.map((a) => [a.question_id, a])),
    check,
  );
  return {
    check,
    structure: template.structure,
    answers: answers.map((answer) => ({ ...answer, failed: failed[answer.question_id] ?? false })),
    may: allowedActs(facts, ctx.actor),
  };
}
