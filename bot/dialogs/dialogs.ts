import { DomainError } from '../../domain/errors';
import { commanded } from '../commands/commands';
import { linked, tokenIn } from '../commands/link';
import { readButton } from '../callbackData';
import type { Conversation, Reaction, UpdateScene } from '../conversation';
import { replyTo } from '../replies';
import { readAt } from './at';
import { pictureSent } from './picture';
import { languageChosen, pressed } from './presses';
import { cardOf, listOf, strangersCard } from './cardOf';
import { type Talk, refusalsTold, talkOf, told } from './talk';
import { typed } from './typed';
import { wordsIn } from './say';
import { contextOf } from './facts';

/** What the bot hears and says. */
export const dialogs: Conversation = {
  async react(scene) {
    const token = tokenIn(scene);
    if (token !== undefined) return linked(scene, token);
    if (!scene.caller) return strangerHeard(scene);
    const talk = talkOf(scene, scene.caller);
    return refusalsTold(talk, async () => heard(talk));
  },

  async show(scene) {
    const words = wordsIn(scene.locale);
    const at = readAt(scene.at);
    if (!scene.caller) return shown(strangersCard(words, at, scene.deactivated));
    const ctx = contextOf(scene, scene.caller);
    try {
      return shown(await cardOf(words, ctx, at, scene.caller.person.full_name));
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'service.unavailable') throw error;
      return shown(
        await listOf(words, ctx, { screen: 'list', note: at.note ?? replyTo(scene.locale, error) }),
      );
    }
  },
};

function shown({ before = [], html, keyboard }: Awaited<ReturnType<typeof cardOf>>) {
  return { before: before.map((piece) => ({ html: piece, silent: true })), card: { html, keyboard } };
}

/** Whom nobody knows may choose the language; all else ends with how to link. */
function strangerHeard({ update }: UpdateScene): Reaction {
  if (update.kind === 'command' && update.name === 'language') return { at: { screen: 'language' } };
  const press = update.kind === 'button' ? readButton(update.data) : undefined;
  return press?.verb === 'lang' ? languageChosen(press.words[0] === 'en' ? 'en' : 'ru') : { at: {} };
}

function heard(talk: Talk): Promise<Reaction> | Reaction {
  const { scene, words } = talk;
  const { update, late } = scene;
  switch (update.kind) {
    case 'command':
      return commanded(talk, update.name);
    case 'button':
      return pressed(talk, update.data);
    case 'text':
      // What the card asked for when it was written is not known any more.
      return late ? told(talk, words.t('bot.note.late')) : typed(talk, update.text);
    case 'file':
      return late ? told(talk, words.t('bot.note.late')) : pictureSent(talk, update);
    default:
      return told(talk, words.t('bot.note.no_use'));
  }
}
