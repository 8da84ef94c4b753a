import { DomainError } from '../../domain/errors';
import { clipped } from '../../domain/plainText';
import type { ServiceContext } from '../../services/context';
import type { Caller, Reaction, UpdateScene } from '../conversation';
import { replyTo } from '../replies';
import { type At, keptAt, readAt } from './at';
import { contextOf } from './facts';
import { type Words, wordsIn } from './say';

/** One update of a linked person, in hand. */
export interface Talk {
  scene: UpdateScene;
  ctx: ServiceContext;
  /** Where the talk was, without what was said once. */
  at: At;
  words: Words;
}

const LONGEST_TOAST = 200;

export function talkOf(scene: UpdateScene, caller: Caller): Talk {
  const { note: _said, ...at } = readAt(scene.at);
  return { scene, ctx: contextOf(scene, caller, scene.command), at, words: wordsIn(scene.locale) };
}

export const goTo = (at: At, more: Omit<Reaction, 'at'> = {}): Reaction => ({ at: keptAt(at), ...more });

/** Says it where the person is looking: over the chat after a press, on the card after a message. */
export function told({ scene, at }: Talk, text: string, where: At = at): Reaction {
  return scene.update.kind === 'button'
    ? goTo(where, { toast: clipped(text, LONGEST_TOAST) })
    : goTo({ ...where, note: text });
}

export const stale = (talk: Talk): Reaction => told(talk, talk.words.t('bot.note.stale'));

/** Refusals become words; what a later try may heal goes on to the plumbing. */
export async function refusalsTold(talk: Talk, work: () => Promise<Reaction>): Promise<Reaction> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'service.unavailable') throw error;
    return told(talk, replyTo(talk.scene.locale, error));
  }
}
