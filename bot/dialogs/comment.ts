import { DomainError } from '../../domain/errors';
import { clipped } from '../../domain/plainText';
import { commentCheck } from '../../services/checks/commentCheck';
import { standingOf } from '../../services/checks/standingOf';
import type { Services } from '../../services/context';
import type { Reaction } from '../conversation';
import type { At } from './at';
import { demandsOf, stopAt } from './course';
import { placeAfter } from './recordAnswer';
import { type Talk, goTo } from './talk';

export interface Remark {
  text?: string;
  /** A picture that has been taken in. */
  file?: string;
}

const LONGEST = 4000;

/** Writes a comment, once, and leads on where that was all that a failed answer still wanted. */
export async function commented(talk: Talk, check: string, remark: Remark): Promise<Reaction> {
  const { at, words, ctx } = talk;
  const standing = await standingOf(ctx, check);
  if (!standing.may.includes('comment')) throw new DomainError('check.closed');
  const note = words.t(remark.text ? 'bot.note.commented' : 'bot.note.attached');
  const stop = at.want === 'note' ? undefined : stopAt(standing, at.question);
  if (!stop) return goTo({ screen: 'check', subject: check, note }, { write: writer(talk, check, remark) });
  const { question } = stop;
  const demands = demandsOf(standing, question.id);
  const isDemanded = demands.comment || demands.photo;
  const comment = demands.comment && remark.text === undefined && remark.file === undefined;
  const photo = demands.photo && remark.file === undefined;
  const here: At = { screen: 'question', subject: check, question: question.id };
  const place =
    comment || photo
      ? { ...here, want: 'comment' as const }
      : isDemanded
        ? placeAfter(withoutDemands(standing, question.id), stop)
        : { ...here, ...(at.draft && { draft: at.draft }) };
  return goTo({ ...place, note }, { write: writer(talk, check, remark, question.id) });
}

/** The rest of an album whose first picture went to a question. */
export function writer({ ctx, words }: Talk, check: string, { text, file }: Remark, question_id?: string) {
  return async (services: Services): Promise<void> => {
    await commentCheck({ ...services, actor: ctx.actor }, check, {
      text: clipped(text ?? words.t('bot.question.attached', { count: 1 }), LONGEST),
      ...(file !== undefined && { files: [file] }),
      ...(question_id !== undefined && { question_id }),
    });
  };
}

type Standing = Awaited<ReturnType<typeof standingOf>>;

/** As it will be once the comment is there. */
function withoutDemands(standing: Standing, questionId: string): Standing {
  const missing = standing.evaluation.missing.filter(({ path }) => path !== `/answers/${questionId}`);
  return { ...standing, evaluation: { ...standing.evaluation, missing } };
}
