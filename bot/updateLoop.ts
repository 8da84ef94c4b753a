import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionLocks } from '../db/sessionLocks';
import type { BotDeps } from './deps';
import { handleChat } from './handleChat';

const CHATS_AT_ONCE = 32;
const SWEEP_MS = 2_000;
const RETRY_MS = 500;

export interface UpdateLoopOptions {
  locks: SessionLocks;
  /** Subscribes to the database's word that updates have come; returns how to stop. */
  wake(heard: () => void): () => Promise<void>;
}

/** Handles waiting updates: the chats side by side, those of a chat in turn, each chat by one process at a time. */
export function startUpdateLoop(
  deps: BotDeps,
  { locks, wake }: UpdateLoopOptions,
): { stop(): Promise<void> } {
  const { telegramUpdates } = deps.services.db.read;
  const underWay = new Map<number, Promise<void>>();
  let stopped = false;
  let woken = false;
  let wakeUp: () => void = () => undefined;
  const hear = (): void => {
    woken = true;
    wakeUp();
  };

  async function rest(ms: number): Promise<void> {
    if (woken || stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function begin(chatId: number, lock: string): void {
    const handling = handleChat(deps, chatId, () => stopped)
      .catch((error: unknown) => {
        deps.logger.warn({ err: error, chat_id: chatId }, 'a chat is handled later');
        return sleep(RETRY_MS);
      })
      .then(() => locks.release(lock))
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'a lock was not released'))
      .finally(() => {
        underWay.delete(chatId);
        // Of what came in at the last moment nobody else may have heard.
        hear();
      });
    underWay.set(chatId, handling);
  }

  async function pass(): Promise<void> {
    woken = false;
    const free = CHATS_AT_ONCE - underWay.size;
    if (free <= 0) return;
    const chats = await telegramUpdates.waitingChats([...underWay.keys()], free);
    const byLock = new Map(chats.map((chatId) => [`telegram:chat:${chatId}`, chatId]));
    for (const lock of await locks.take([...byLock.keys()])) begin(byLock.get(lock) as number, lock);
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        await pass();
        if (woken) continue;
        const dueMs = await telegramUpdates.msUntilNext();
        await rest(Math.min(SWEEP_MS, Math.max(dueMs ?? SWEEP_MS, 50)));
      } catch (error) {
        deps.logger.warn({ err: error }, 'updates cannot be read; they are tried again');
        woken = false;
        await rest(RETRY_MS);
      }
    }
  }

  const unsubscribe = wake(hear);
  const running = run();
  return {
    async stop() {
      stopped = true;
      hear();
      await unsubscribe();
      await running;
      await Promise.all(underWay.values());
    },
  };
}
