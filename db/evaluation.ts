import type { CurrentAnswer } from '../domain/answer';
import { type Evaluation, evaluateCheck } from '../domain/evaluation';
import type { Repositories } from './repositories';
import type { PlacedCheck } from './repositories/checks';
import type { TemplateVersionInUse } from './templateVersions';

/** Judges a check by its rows: the latest answers and the comments that meet what a failed answer demands. */
export async function evaluateRows(
  rows: Pick<Repositories, 'answers' | 'comments'>,
  check: Pick<PlacedCheck, 'id' | 'area_id' | 'executor_id'>,
  template: TemplateVersionInUse,
): Promise<Evaluation> {
  const current = await rows.answers.current([check.id]);
  const onQuestions = await rows.comments.onQuestions([check.id]);
  const answers: Record<string, CurrentAnswer> = {};
  for (const answer of current) answers[answer.question_id] = answer;
  return evaluateCheck(template.compiled, answers, check, {
    commented: new Set(onQuestions.map((row) => row.question_id)),
    photographed: new Set(onQuestions.filter((row) => row.with_files).map((row) => row.question_id)),
  });
}
