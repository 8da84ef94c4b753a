import { BotFault } from '../clients/telegram/gateway';
import type { TelegramTalk } from '../db/models/telegram';
import { errorWords } from '../locales/problemWords';
import { escapeHtml } from '../reports/markup';
import { botBlocked } from '../services/telegram/botBlocked';
import type { Shown } from './conversation';
import { type BotDeps, pauseMs } from './deps';
import { sceneOf } from './scene';

const LONGEST_PAUSE_MS = 60_000;

/**
 * Puts into the chat what its rows say should stand there, and answers pressed buttons. What it shows is computed, so
 * showing it twice is harmless; where Telegram cannot take it, it is shown later.
 */
export async function showTalk(deps: BotDeps, chatId: number): Promise<void> {
  const { services, logger } = deps;
  const { telegramTalks } = services.db.read;
  const talk = await telegramTalks.find(chatId);
  if (!talk || talk.shown >= talk.revision) return;
  try {
    const [answered, put] = await Promise.allSettled([answerPresses(deps, talk), putCard(deps, talk)]);
    for (const outcome of [put, answered]) if (outcome.status === 'rejected') throw outcome.reason;
    await telegramTalks.markShown(chatId, talk.revision);
  } catch (error) {
    if (error instanceof BotFault && error.kind === 'blocked') {
      await botBlocked(services, chatId);
      return telegramTalks.markShown(chatId, talk.revision);
    }
    logger.warn(
      { err: error, chat_id: chatId, tries: talk.show_tries },
      'a chat could not be shown what is new; later',
    );
    const retryAfterMs = error instanceof BotFault ? error.retryAfterMs : undefined;
    await telegramTalks.postponeShow(chatId, retryAfterMs ?? pauseMs(talk.show_tries, LONGEST_PAUSE_MS));
  }
}

async function answerPresses(
  { services, gateway }: BotDeps,
  { chat_id, callbacks }: TelegramTalk,
): Promise<void> {
  if (callbacks.length === 0) return;
  for (const { id, text } of callbacks) await gateway.answerCallback(id, text);
  await services.db.read.telegramTalks.dropCallbacks(
    chat_id,
    callbacks.map(({ id }) => id),
  );
}

async function putCard(deps: BotDeps, talk: TelegramTalk): Promise<void> {
  const shown = await viewOf(deps, talk);
  if (!shown) return;
  try {
    await putShown(deps, talk, shown);
  } catch (error) {
    if (!(error instanceof BotFault) || error.kind !== 'permanent') throw error;
    // A card that Telegram does not take is our fault; the person is not to be left without a word.
    deps.logger.error({ err: error, chat_id: talk.chat_id }, 'Telegram refuses what it was to show');
    const { title, detail } = errorWords(talk.locale ?? 'ru', 'internal');
    await deps.gateway.send(talk.chat_id, { html: `<b>${escapeHtml(title)}</b>\n${escapeHtml(detail)}` });
  }
}

async function viewOf({ services, dialogs }: BotDeps, talk: TelegramTalk): Promise<Shown | undefined> {
  return dialogs.show(await sceneOf({ services }, talk.chat_id, talk, 'ru'));
}

async function putShown(
  { services, gateway }: BotDeps,
  talk: TelegramTalk,
  { before = [], card }: Shown,
): Promise<void> {
  const { chat_id, card_message_id: former, card_buried } = talk;
  if (former !== null && !card_buried && before.length === 0) {
    try {
      return await gateway.edit(chat_id, former, card);
    } catch (error) {
      if (!(error instanceof BotFault) || error.kind !== 'gone') throw error;
    }
  }
  for (const message of before) await gateway.send(chat_id, message);
  const { message_id } = await gateway.send(chat_id, card);
  await services.db.read.telegramTalks.noteCard(chat_id, message_id);
  if (former === null) return;
  // The former card's buttons still work where this does not come through.
  await gateway.remove(chat_id, former).catch(() => undefined);
}
