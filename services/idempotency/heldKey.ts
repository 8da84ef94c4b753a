import { v7 as uuidv7 } from 'uuid';
import type { IdempotencyKey, KeptReply } from '../../db/repositories/idempotencyKeys';
import type { Tx } from '../../db/transaction';
import { DomainError } from '../../domain/errors';

export interface KeyedRequest {
  userId: string;
  key: string;
  /** Over method, path and body. */
  hash: Buffer;
}

export interface ReplyOnce {
  reply: KeptReply;
  /** It is the first reply, kept. */
  replayed: boolean;
}

export const KEPT_MS = 24 * 60 * 60_000;

/** A key in this transaction's hands: with the first reply, or with what the act is to go on under. */
export type HeldKey = { kept: KeptReply } | { fresh: IdempotencyKey; repeated: boolean };

/**
 * Takes the key for this transaction.
 * @throws DomainError `idempotency.in_progress`, `idempotency.mismatch`
 */
export async function holdKey(
  { idempotencyKeys }: Pick<Tx, 'idempotencyKeys'>,
  { userId, key, hash }: KeyedRequest,
  now: Date,
): Promise<HeldKey> {
  const owner = { user_id: userId, key };
  if (!(await idempotencyKeys.tryLock(owner))) throw new DomainError('idempotency.in_progress');
  const known = await idempotencyKeys.find(owner);
  if (!known || now.getTime() - known.created_at.getTime() >= KEPT_MS) {
    const id = uuidv7();
    const row = { ...owner, id, request_hash: hash, created_at: now, leased_until: null };
    return { fresh: { ...row, status: null, headers: {}, body: null }, repeated: false };
  }
  if (!known.request_hash.equals(hash)) throw new DomainError('idempotency.mismatch');
  if (known.status !== null) {
    const { status, headers, body } = known;
    return { kept: { status, headers, body } };
  }
  if (known.leased_until && known.leased_until > now) throw new DomainError('idempotency.in_progress');
  return { fresh: known, repeated: true };
}
