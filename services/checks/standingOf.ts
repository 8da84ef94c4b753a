import { evaluateCheck, type Evaluation } from '../../domain/evaluation';
import type { Settings } from '../../domain/template';
import type { ServiceContext } from '../context';
import { type CheckInFull, getCheck } from './getCheck';

export interface CheckStanding extends CheckInFull {
  settings: Settings;
  evaluation: Evaluation;
  /** Comments on single questions, the oldest first. */
  remarks: { question_id: string; text: string; files: readonly string[] }[];
}

/** A check that the caller sees, with what is visible, failed and missing by its answers and comments now. */
export async function standingOf(ctx: ServiceContext, checkId: string): Promise<CheckStanding> {
  const full = await getCheck(ctx, checkId);
  const { template_id, template_version } = full.check;
  const { compiled, settings } = await ctx.templates.get(template_id, template_version);
  const comments = await ctx.db.read.comments.list(checkId);
  const remarks = comments.flatMap(({ question_id, text, files }) =>
    question_id === null ? [] : [{ question_id, text, files }],
  );
  const evaluation = evaluateCheck(
    compiled,
    Object.fromEntries(full.answers.map((answer) => [answer.question_id, answer])),
    full.check,
    {
      commented: new Set(remarks.map(({ question_id }) => question_id)),
      photographed: new Set(
        remarks.filter(({ files }) => files.length > 0).map(({ question_id }) => question_id),
      ),
    },
  );
  return { ...full, settings, evaluation, remarks };
}
