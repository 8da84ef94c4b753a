import { getAction } from '../../services/actions/getAction';
import { standingOf } from '../../services/checks/standingOf';
import type { ServiceContext } from '../../services/context';
import { actionCard } from './actionCard';
import type { At } from './at';
import { checkCard, listCard, summaryCard } from './checkCards';
import { stopAt } from './course';
import { worklistOf } from './facts';
import { helpCard, homeCard, languageCard, statusCard, strangerCard, unlinkCard } from './plainCards';
import { questionCard } from './questionCard';
import { reviewCard } from './reviewCard';
import type { Card, Words } from './say';

/** The card of a linked person: from the rows, and from where the talk is. */
export async function cardOf(words: Words, ctx: ServiceContext, at: At, name: string): Promise<Card> {
  const now = ctx.now();
  switch (at.screen) {
    case 'home':
      return homeCard(words, name, at.note);
    case 'help':
      return helpCard(words, at.note);
    case 'language':
      return languageCard(words, at.note);
    case 'unlink':
      return unlinkCard(words, at.note);
    case 'list':
      return listOf(words, ctx, at);
    case 'status':
      return statusCard(words, { ...(await worklistOf(ctx)), at, now });
    default:
      return cardAbout(words, ctx, at, now);
  }
}

async function cardAbout(words: Words, ctx: ServiceContext, at: At, now: Date): Promise<Card> {
  if (at.subject === undefined) return listOf(words, ctx, at);
  if (at.screen === 'action') return actionCard(words, { action: await getAction(ctx, at.subject), at, now });
  const standing = await standingOf(ctx, at.subject);
  const facts = { standing, at, now };
  if (at.screen === 'review')
    return reviewCard(words, { ...facts, panelUrl: `${ctx.publicUrl}/checks/${at.subject}` });
  // A check that has been handed over, submitted or closed meanwhile has nothing to be asked.
  if (at.screen === 'check' || !standing.may.includes('answer')) return checkCard(words, facts);
  const stop = at.screen === 'question' ? stopAt(standing, at.question) : undefined;
  return stop ? questionCard(words, { ...facts, stop }) : summaryCard(words, facts);
}

export async function listOf(words: Words, ctx: ServiceContext, at: At): Promise<Card> {
  return listCard(words, { ...(await worklistOf(ctx)), at, now: ctx.now() });
}

export function strangersCard(words: Words, { screen, note }: At, isDeactivated: boolean): Card {
  return screen === 'language' ? languageCard(words, note) : strangerCard(words, note, isDeactivated);
}
