import type { Logger } from 'pino';
import type { BotGateway } from '../clients/telegram/gateway';
import type { Services } from '../services/context';
import type { Conversation } from './conversation';

export interface BotDeps {
  services: Services;
  gateway: BotGateway;
  dialogs: Conversation;
  logger: Logger;
}

/** Growing pauses between tries. */
export const pauseMs = (tries: number, longestMs: number): number =>
  Math.min(longestMs, 250 * 2 ** Math.min(tries, 20));
