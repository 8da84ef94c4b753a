import type { ShownAnswer } from '../../db/repositories/answers';
import { evaluateCheck } from '../../domain/evaluation';
import type { ServiceContext } from '../context';

export type JudgedAnswer = ShownAnswer;

interface Judged {
  id: string;
  template_id: string;
  template_version: number;
  area_id: string | null;
  executor_id: string;
}

/**
 * The answers of checks that the caller sees, by check. A later answer can turn an earlier one into a failure, so this is
 * judged now and not read from the rows.
 */
export async function judgedAnswers(
  ctx: ServiceContext,
  checks: readonly Judged[],
): Promise<Map<string, JudgedAnswer[]>> {
  const answers = new Map<string, JudgedAnswer[]>();
  await Promise.all(
    checks.map(async (check) => {
      const current = (await ctx.db.single.answers(check.id)) ?? [];
      const { compiled } = await ctx.templates.get(check.template_id, check.template_version);
      const byQuestion = Object.fromEntries(current.map((answer) => [answer.question_id, answer]));
      const { failed } = evaluateCheck(compiled, byQuestion, check);
      answers.set(
        check.id,
        current.map((answer) => ({ ...answer, failed: failed[answer.question_id] ?? false })),
      );
    }),
  );
  return answers;
}
