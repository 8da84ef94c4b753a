import { DomainError } from '../../domain/errors';
import { errorWords } from '../../locales/problemWords';
import { translate } from '../../locales/translate';
import { escapeHtml } from '../../reports/markup';
import { linkAccount } from '../../services/telegram/linkAccount';
import { looksLikeToken } from '../../services/telegram/linkToken';
import type { Conversation, Scene, UpdateScene } from '../conversation';

/** What the bot hears and says. */
export const dialogs: Conversation = {
  async react(scene) {
    const token = tokenIn(scene);
    if (token === undefined) return { at: {} };
    const { id: telegram_id, name } = scene.update.sender;
    try {
      await linkAccount(scene.services, { token, telegram_id, name });
      return { at: {} };
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'service.unavailable') throw error;
      return { at: { note: errorWords(scene.locale, error.code, error.details.params).detail } };
    }
  },

  async show(scene) {
    const note = typeof scene.at.note === 'string' ? `${escapeHtml(scene.at.note)}\n\n` : '';
    return { card: { html: note + escapeHtml(standing(scene)) } };
  },
};

function tokenIn({ update }: UpdateScene): string | undefined {
  const text =
    update.kind === 'command' && update.name === 'start'
      ? update.rest
      : update.kind === 'text'
        ? update.text
        : '';
  return looksLikeToken(text) ? text : undefined;
}

function standing({ caller, deactivated, locale }: Scene): string {
  if (caller) return translate(locale, 'bot.linked', { name: caller.person.full_name });
  return translate(locale, deactivated ? 'bot.deactivated' : 'bot.welcome');
}
