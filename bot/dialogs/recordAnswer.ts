import { isAnswered } from '../../domain/answer';
import { clipped } from '../../domain/plainText';
import { recordAnswer } from '../../services/checks/recordAnswers';
import { getCheck } from '../../services/checks/getCheck';
import { standingOf, type CheckStanding } from '../../services/checks/standingOf';
import type { Reaction } from '../conversation';
import { answerText } from './answerText';
import type { At } from './at';
import { type Stop, demandsOf, nextStop } from './course';
import { type Talk, goTo } from './talk';

const LONGEST_ECHO = 150;

export type Given = { value: unknown } | { na: true };

/** Records the answer and leads to what comes next: what a failed one demands, the next question, or the end. */
export async function answerAndMove(talk: Talk, check: string, stop: Stop, given: Given): Promise<Reaction> {
  const after = await recorded(talk, check, stop, given);
  const note = echoOf(talk, after, stop);
  const isPress = talk.scene.update.kind === 'button';
  return goTo(
    { ...placeAfter(after, stop), ...(!isPress && { note }) },
    isPress ? { toast: clipped(note, 200) } : {},
  );
}

/** Records the answer and stays where the talk is. */
export async function recorded(
  { ctx, scene }: Talk,
  check: string,
  { question }: Stop,
  given: Given,
): Promise<CheckStanding> {
  const { answers } = await getCheck(ctx, check);
  const former = answers.find(({ question_id }) => question_id === question.id);
  await recordAnswer(ctx, check, {
    question_id: question.id,
    ...given,
    // What was written in the panel beside the answer stays; pictures can be named by who sent them alone.
    ...(former && former.comment !== null && { comment: former.comment }),
    ...(former && former.author.id === ctx.actor.user_id && { files: former.files }),
    client_id: scene.client_id,
  });
  return standingOf(ctx, check);
}

/** Where the talk goes on once a question has been dealt with. */
export function placeAfter(standing: CheckStanding, { question, index }: Stop): At {
  const subject = standing.check.id;
  const { comment, photo } = demandsOf(standing, question.id);
  if (comment || photo) return { screen: 'question', subject, question: question.id, want: 'comment' };
  return placeOf(subject, nextStop(standing, index));
}

export function placeOf(subject: string, stop: Stop | undefined): At {
  return stop ? { screen: 'question', subject, question: stop.question.id } : { screen: 'summary', subject };
}

function echoOf({ words }: Talk, { answers, check, evaluation }: CheckStanding, { question }: Stop): string {
  const answer = answers.find(({ question_id }) => question_id === question.id);
  if (!answer || !isAnswered(answer)) return '';
  const key = evaluation.failed[question.id] ? 'bot.note.failed' : 'bot.note.recorded';
  return words.t(key, {
    question: clipped(question.text, 60),
    answer: clipped(answerText(question, answer, words.locale, check.time_zone), LONGEST_ECHO),
  });
}
