import type { Logger } from 'pino';
import type { SessionLocks } from '../db/sessionLocks';
import type { BotDeps } from './deps';
import { introduce, type Webhook } from './introduce';
import { startPolling } from './polling';
import { type UpdateLoopOptions, startUpdateLoop } from './updateLoop';

export interface BotOptions extends UpdateLoopOptions {
  locks: SessionLocks;
  /** Absent where updates are fetched. */
  webhook?: Webhook;
}

const HOUSEKEEPING_MS = 60 * 60_000;

export interface RunningBot {
  /** Resolves once Telegram knows us. */
  introduced: Promise<void>;
  stop(): Promise<void>;
}

/** The bot at work, on deps that are given. */
export function startBot(deps: BotDeps, { webhook, ...loop }: BotOptions): RunningBot {
  const stopping = new AbortController();
  const updates = startUpdateLoop(deps, loop);
  let polling: ReturnType<typeof startPolling> | undefined;
  const introduced = introduce(deps, webhook, stopping.signal).then(() => {
    // Only now: as long as Telegram brings updates, none can be fetched.
    if (!webhook && !stopping.signal.aborted) polling = startPolling(deps, loop.locks);
  });
  const housekeeping = setInterval(() => void tidy(deps, deps.logger), HOUSEKEEPING_MS);
  return {
    introduced,
    async stop() {
      stopping.abort();
      clearInterval(housekeeping);
      await introduced;
      await polling?.stop();
      await updates.stop();
      await loop.locks.close();
    },
  };
}

async function tidy({ services }: BotDeps, logger: Logger): Promise<void> {
  try {
    await services.db.read.telegramPace.dropPast();
  } catch (error) {
    logger.warn({ err: error }, 'past turns to speak were not dropped');
  }
}
