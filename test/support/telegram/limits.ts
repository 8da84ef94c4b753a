import { Refusal } from './refusal';

const SECOND_MS = 1_000;
/** What the way to the server may shift. */
const LEEWAY_MS = 60;
const OVERALL = 30;
const NEW_MESSAGES = ['sendMessage', 'sendDocument'];
const COUNTED = [...NEW_MESSAGES, 'editMessageText'];

/** So many messages a second overall, and one new one a second in a chat; edits count overall only. */
export function createLimits() {
  let all: number[] = [];
  const last = new Map<number, number>();
  return {
    /** @throws Refusal 429 */
    count(method: string, chatId: number | undefined): void {
      if (!COUNTED.includes(method) || chatId === undefined) return;
      const now = Date.now();
      all = all.filter((at) => at > now - SECOND_MS);
      const isNew = NEW_MESSAGES.includes(method);
      const before = last.get(chatId);
      const tooFast = isNew && before !== undefined && now - before < SECOND_MS - LEEWAY_MS;
      if (tooFast || all.length >= OVERALL)
        throw new Refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 });
      all.push(now);
      if (isNew) last.set(chatId, now);
    },
  };
}
