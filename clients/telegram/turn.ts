import { setTimeout as sleep } from 'node:timers/promises';

interface Pace {
  subject: string;
  everyMs: number;
}

/** Telegram allows 30 messages a second overall and one new one a second in a chat; a little is left for the way there. */
const OVERALL_MS = 36;
const CHAT_MS = 1_150;

/** Waits for the turn to speak, which `takeTurn` gives out among all processes. */
export function createTurn(
  takeTurn: (paces: readonly Pace[]) => Promise<number>,
): (chatId: number, kind: 'new' | 'edit') => Promise<void> {
  return async (chatId, kind) => {
    const overall = { subject: 'all', everyMs: OVERALL_MS };
    const chat = { subject: `chat:${chatId}`, everyMs: CHAT_MS };
    const waitMs = await takeTurn(kind === 'new' ? [overall, chat] : [overall]);
    if (waitMs > 0) await sleep(waitMs);
  };
}
