import { Semaphore } from 'async-mutex';
import type { Database } from '../../db/database';
import type { KeptReply } from '../../db/repositories/idempotencyKeys';
import { withinTransaction } from '../../db/withinTransaction';
import type { Services } from '../context';
import { type KeyedRequest, type ReplyOnce, holdKey } from './heldKey';

/** Each holds a connection while it may need a second one: well under the pool's size, or all could wait for each other. */
const AT_ONCE = 8;
const places = new Semaphore(AT_ONCE);

/**
 * Carries out an act of the database alone, and keeps its reply in the same transaction: after a crash either both are
 * there or neither is. What `act` throws undoes everything and is not kept.
 * @param act does all its work through the database it is given
 */
export function replyOnce(
  { db, now }: Pick<Services, 'db' | 'now'>,
  request: KeyedRequest,
  act: (db: Database) => Promise<KeptReply>,
): Promise<ReplyOnce> {
  return places.runExclusive(() =>
    db.transaction(async (tx) => {
      const held = await holdKey(tx, request, now());
      if ('kept' in held) return { reply: held.kept, replayed: true };
      const reply = await act(withinTransaction(db, tx));
      await tx.idempotencyKeys.put({ ...held.fresh, ...reply, leased_until: null });
      return { reply, replayed: false };
    }),
  );
}
