import type { KeptReply } from '../../db/repositories/idempotencyKeys';
import type { RequestCommand, Services } from '../context';
import { type KeyedRequest, type ReplyOnce, holdKey } from './heldKey';

/** Longer than any request takes: whoever holds a key for longer has died. */
const LEASE_MS = 30_000;

/**
 * Carries out an act that takes more than one transaction under the id of its reserved key. An attempt that threw, or
 * whose process died, is taken up by the next repeat under the same id, by which the act knows what it has done.
 */
export async function resumeOnce(
  { db, now }: Pick<Services, 'db' | 'now'>,
  request: KeyedRequest,
  act: (command: RequestCommand) => Promise<KeptReply>,
): Promise<ReplyOnce> {
  const held = await db.transaction(async (tx) => {
    const found = await holdKey(tx, request, now());
    if ('fresh' in found)
      await tx.idempotencyKeys.put({ ...found.fresh, leased_until: new Date(now().getTime() + LEASE_MS) });
    return found;
  });
  if ('kept' in held) return { reply: held.kept, replayed: true };
  const { id } = held.fresh;
  const { idempotencyKeys } = db.read;
  try {
    const reply = await act({ id, repeated: held.repeated });
    await idempotencyKeys.keep(id, reply);
    return { reply, replayed: false };
  } catch (error) {
    await idempotencyKeys.release(id, now()).catch(() => undefined);
    throw error;
  }
}
