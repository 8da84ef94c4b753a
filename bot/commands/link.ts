import { DomainError } from '../../domain/errors';
import { linkAccount } from '../../services/telegram/linkAccount';
import { looksLikeToken } from '../../services/telegram/linkToken';
import type { Reaction, UpdateScene } from '../conversation';
import { readAt } from '../dialogs/at';
import { replyTo } from '../replies';

/** The code in an update: after /start, or as a message where no answer is awaited. */
export function tokenIn({ update, caller, at }: UpdateScene): string | undefined {
  if (update.kind === 'command') return update.name === 'start' && update.rest ? update.rest : undefined;
  if (update.kind !== 'text' || !looksLikeToken(update.text)) return undefined;
  const { screen, want } = readAt(at);
  return caller && (screen === 'question' || want) ? undefined : update.text;
}

export async function linked({ services, locale, update }: UpdateScene, token: string): Promise<Reaction> {
  const { id: telegram_id, name } = update.sender;
  try {
    await linkAccount(services, { token, telegram_id, name });
    return { at: { screen: 'home' } };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'service.unavailable') throw error;
    return { at: { note: replyTo(locale, error) } };
  }
}
