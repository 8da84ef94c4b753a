import { setTimeout as sleep } from 'node:timers/promises';
import { BotFault } from '../clients/telegram/gateway';
import type { Locale } from '../domain/actor';
import { translate } from '../locales/translate';
import { COMMAND_NAMES } from './commandNames';
import { type BotDeps, pauseMs } from './deps';

export interface Webhook {
  url: string;
  secret: string;
}

const LONGEST_PAUSE_MS = 30_000;

/**
 * Learns from Telegram who we are, tells it our commands and which way updates take; again and again until it works,
 * since what waits in our rows can be handled meanwhile.
 */
export async function introduce(
  deps: BotDeps,
  webhook: Webhook | undefined,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 0; !signal.aborted; tries += 1) {
    try {
      return await introduceOnce(deps, webhook);
    } catch (error) {
      deps.logger[isOurs(error) ? 'error' : 'warn']({ err: error }, consequenceOf(error));
      const ms =
        error instanceof BotFault && error.retryAfterMs
          ? error.retryAfterMs
          : pauseMs(tries, LONGEST_PAUSE_MS);
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function introduceOnce({ services, gateway }: BotDeps, webhook: Webhook | undefined): Promise<void> {
  await services.db.read.telegramLinks.putBot(await gateway.getMe());
  if (webhook) await gateway.setWebhook(webhook.url, webhook.secret);
  else await gateway.deleteWebhook();
  await gateway.setCommands(commandsIn('ru'), 'ru');
  await gateway.setCommands(commandsIn('en'));
}

const commandsIn = (locale: Locale) =>
  COMMAND_NAMES.map((command) => ({
    command,
    description: translate(locale, `bot.commands.${command}`),
  }));

const isOurs = (error: unknown): boolean => error instanceof BotFault && error.kind === 'permanent';

function consequenceOf(error: unknown): string {
  return isOurs(error)
    ? 'Telegram refuses TELEGRAM_BOT_TOKEN or the address for its updates: the bot hears nobody until that is put right'
    : 'Telegram cannot be told about the bot yet; it is tried again';
}
