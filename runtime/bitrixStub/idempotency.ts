import { createHash } from 'node:crypto';
import type { Portal } from './portal';
import { wrongV3 } from './refusal';

const KEPT_MS = 24 * 3_600_000;
const READS = /\.(get|list|openapi)$/;

/** Replies of the third version by Idempotency-Key, kept for a day; only of calls that succeeded. */
export function createReplies(portal: Portal, now: () => Date) {
  return (method: string, key: string | undefined, body: string, run: () => unknown) => {
    if (key === undefined || READS.test(method)) return { reply: run(), replayed: false };
    if (!/^[\x21-\x7e]{1,255}$/.test(key))
      throw wrongV3('INVALIDIDEMPOTENCYKEYEXCEPTION', 'The key is not 1 to 255 printable ASCII characters');
    const at = now().getTime();
    const name = `${method} ${key}`;
    const hash = createHash('sha256').update(body).digest('hex');
    const known = portal.data.replies[name];
    if (known && at - known.at < KEPT_MS) {
      if (known.hash !== hash)
        throw wrongV3('IDEMPOTENCYKEYREUSEDEXCEPTION', 'The key was used with another body', undefined, 422);
      return { reply: known.reply, replayed: true };
    }
    const reply = run();
    portal.data.replies[name] = { hash, reply, at };
    return { reply, replayed: false };
  };
}
