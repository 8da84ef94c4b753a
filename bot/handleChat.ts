import type { BotDeps } from './deps';
import { handleUpdate } from './handleUpdate';
import { showTalk } from './showTalk';

/** What waits in one chat, in order; then the chat is shown what it comes to. */
export async function handleChat(deps: BotDeps, chatId: number, isStopping: () => boolean): Promise<void> {
  const { telegramUpdates } = deps.services.db.read;
  for (let handled = 1; handled > 0 && !isStopping(); ) {
    handled = 0;
    let row = await telegramUpdates.takeNext(chatId);
    while (row && !isStopping()) {
      handled += 1;
      row = (await handleUpdate(deps, row)) ? await telegramUpdates.takeNext(chatId) : undefined;
    }
    await showTalk(deps, chatId);
  }
}
