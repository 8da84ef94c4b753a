import { BotFault } from '../clients/telegram/gateway';
import type { TelegramTalk, TelegramUpdate } from '../db/models/telegram';
import { DomainError } from '../domain/errors';
import { errorWords } from '../locales/problemWords';
import { v5 as uuidv5 } from 'uuid';
import { botBlocked } from '../services/telegram/botBlocked';
import { finishUpdate } from '../services/telegram/finishUpdate';
import type { Reaction, Scene } from './conversation';
import { type BotDeps, pauseMs } from './deps';
import { readUpdate } from './readUpdate';
import { guessedLocale, sceneOf } from './scene';
import type { BotUpdate } from './update';

/** The space of our commands' ids: each update has its own, the same at each try. */
const COMMANDS = 'b3c1f0a4-5f0e-4d53-9b1c-3f7e1f1c9a10';
const LONGEST_PAUSE_MS = 20_000;
/** Some two minutes; then the person is told, and may do it again. */
const MOST_TRIES = 11;

/**
 * Handles an update from its row, so that dying at any point loses nothing and a repeat does no harm. False where it
 * has to wait, and with it what came after it in the chat.
 */
export async function handleUpdate(deps: BotDeps, row: TelegramUpdate): Promise<boolean> {
  const { services, logger } = deps;
  const update = readUpdate(row);
  if (!update) {
    await services.db.read.telegramUpdates.markDone(row.update_id, services.now(), 'of no use');
    return true;
  }
  try {
    await take(deps, row, update);
    return true;
  } catch (error) {
    if (!isFinal(error) && row.tries < MOST_TRIES) {
      const ms =
        error instanceof BotFault && error.retryAfterMs
          ? error.retryAfterMs
          : pauseMs(row.tries, LONGEST_PAUSE_MS);
      logger.warn({ err: error, update_id: row.update_id, tries: row.tries }, 'an update is tried again');
      await services.db.read.telegramUpdates.postpone(row.update_id, ms, String(error));
      return false;
    }
    logger.error({ err: error, update_id: row.update_id }, 'an update was given up');
    await giveUp(deps, update, error);
    return true;
  }
}

async function take(deps: BotDeps, row: TelegramUpdate, update: BotUpdate): Promise<void> {
  const { services, dialogs, gateway } = deps;
  if (update.kind === 'membership') return member(deps, update);
  const talk = await services.db.read.telegramTalks.find(update.chat_id);
  const scene = await sceneOf(deps, update.chat_id, talk, guessedLocale(update.sender.language_code));
  const reaction = await dialogs.react({
    ...scene,
    update,
    client_id: `tg:${update.update_id}`,
    command: { id: uuidv5(String(update.update_id), COMMANDS), repeated: row.tries > 1 },
    late: (talk?.last_update_id ?? 0) > update.update_id,
    download: gateway.download,
  });
  await finish(deps, update, scene, talk, reaction);
}

async function member(
  { services }: BotDeps,
  { chat_id, update_id, member: isMember }: BotUpdate & { kind: 'membership' },
) {
  if (!isMember) await botBlocked(services, chat_id);
  await finishUpdate(services, { chat_id, update_id, actor: undefined, buries: false, silent: true });
}

async function giveUp(deps: BotDeps, update: BotUpdate, error: unknown): Promise<void> {
  const talk = await deps.services.db.read.telegramTalks.find(update.chat_id);
  const scene = await sceneOf(deps, update.chat_id, talk, guessedLocale(update.sender.language_code));
  const refusal = error instanceof DomainError ? error : new DomainError('internal');
  const { detail } = errorWords(scene.locale, refusal.code, refusal.details.params);
  await finish(deps, update, scene, talk, { toast: detail }, String(error));
}

async function finish(
  { services }: BotDeps,
  update: BotUpdate,
  { caller, locale }: Scene,
  talk: TelegramTalk | undefined,
  { at, toast, write, locale: speaks }: Reaction,
  error?: string,
): Promise<void> {
  const { chat_id, update_id } = update;
  const isOnCard = update.kind === 'button' && update.message_id === talk?.card_message_id;
  await finishUpdate(services, {
    chat_id,
    update_id,
    actor: caller?.actor,
    locale: speaks ?? locale,
    buries: !isOnCard,
    ...(speaks && { speaks }),
    ...(at && { at }),
    ...(write && { write }),
    ...(error !== undefined && { error }),
    ...(update.kind === 'button' && {
      callback: { id: update.callback_id, ...(toast !== undefined && { text: toast }) },
    }),
  });
}

/** A refusal stays one, however often it is asked for; so does a file that Telegram does not give out. */
function isFinal(error: unknown): boolean {
  if (error instanceof DomainError) return error.code !== 'service.unavailable';
  return error instanceof BotFault && ['gone', 'permanent', 'blocked'].includes(error.kind);
}
