import { setTimeout as sleep } from 'node:timers/promises';
import { BotFault } from '../clients/telegram/gateway';
import type { SessionLocks } from '../db/sessionLocks';
import { receiveUpdates } from '../services/telegram/receiveUpdates';
import { type BotDeps, pauseMs } from './deps';

const LOCK = 'telegram:polling';
const WAIT_SECONDS = 25;
const LONGEST_PAUSE_MS = 30_000;
/** While another process fetches. */
const STAND_BY_MS = 1_000;

/** Fetches updates, where Telegram cannot bring them; of several processes one at a time does. */
export function startPolling(
  { services, gateway, logger }: BotDeps,
  locks: SessionLocks,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);

  async function run(): Promise<void> {
    let offset = 0;
    let failures = 0;
    while (!signal.aborted) {
      try {
        if (!locks.holds(LOCK) && (await locks.take([LOCK])).length === 0) {
          await pause(STAND_BY_MS);
          continue;
        }
        const updates = await gateway.getUpdates(offset, WAIT_SECONDS, signal);
        // Telegram forgets them when the next ones are asked for: by then they are rows.
        await receiveUpdates(services, updates);
        for (const { update_id } of updates) offset = Math.max(offset, update_id + 1);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        const retryAfterMs = error instanceof BotFault ? error.retryAfterMs : undefined;
        logger.warn({ err: error }, 'updates could not be fetched; they are tried again');
        await pause(retryAfterMs ?? pauseMs(failures++, LONGEST_PAUSE_MS));
      }
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
      await locks.release(LOCK).catch(() => undefined);
    },
  };
}
