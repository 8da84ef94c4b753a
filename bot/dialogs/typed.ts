import { commandCheck } from '../../services/checks/commandCheck';
import { standingOf } from '../../services/checks/standingOf';
import { finishAction } from '../../services/actions/finishAction';
import { measured } from './answerText';
import type { Reaction } from '../conversation';
import { commented } from './comment';
import { stopAt } from './course';
import { exampleOf, shortDate } from './questionCard';
import { answerAndMove } from './recordAnswer';
import { type Talk, goTo, told } from './talk';
import { typedAnswer } from './typedAnswer';

/** What a typed message means depends on what the card asks for. */
export async function typed(talk: Talk, text: string): Promise<Reaction> {
  const { at, words, ctx } = talk;
  const { subject, want } = at;
  if (!subject) return told(talk, words.t('bot.note.unknown'));
  switch (want) {
    case 'comment':
    case 'note':
      return commented(talk, subject, { text });
    case 'decline':
      await commandCheck(ctx, subject, 'decline', { reason: text });
      return goTo({ screen: 'check', subject, note: words.t('bot.note.declined') });
    case 'return':
      await commandCheck(ctx, subject, 'review', { decision: 'return', reason: text });
      return goTo({ screen: 'list', note: words.t('bot.note.returned') });
    case 'done':
      await finishAction(ctx, subject, { comment: text });
      return goTo({ screen: 'action', subject, note: words.t('bot.note.done') });
    case undefined:
      break;
  }
  return at.screen === 'question' ? answered(talk, subject, text) : told(talk, words.t('bot.note.unknown'));
}

async function answered(talk: Talk, subject: string, text: string): Promise<Reaction> {
  const { at, words, ctx } = talk;
  const standing = await standingOf(ctx, subject);
  const stop = stopAt(standing, at.question);
  if (!stop) return goTo({ screen: 'summary', subject, note: words.t('bot.note.unknown') });
  const { question } = stop;
  const zone = standing.check.time_zone;
  const meant = typedAnswer(question, text, zone, ctx.now());
  if ('refusal' in meant) {
    const example =
      question.type === 'number'
        ? measured(exampleOf(question), undefined, words.locale)
        : shortDate(ctx.now(), zone) + (question.type === 'datetime' ? ' 08:30' : '');
    return told(talk, words.t(meant.refusal, { example }));
  }
  return answerAndMove(talk, subject, stop, meant);
}
