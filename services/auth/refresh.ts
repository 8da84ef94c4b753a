import { timingSafeEqual } from 'node:crypto';
import type { Session } from '../../db/models/people';
import { DomainError } from '../../domain/errors';
import type { Services } from '../context';
import { actorOf } from './actorOf';
import { endSession } from './endSession';
import type { Origin } from './login';
import { type SignedIn, issueTokens } from './session';
import { ACCESS_TOKEN_SECONDS, readRefreshToken } from './tokens';

/** As long as the access token in the lost reply would have been good. */
const REPEATABLE_MS = ACCESS_TOKEN_SECONDS * 1000;

/**
 * Gives new tokens for the newest refresh token of a session. One that was used before has leaked, or its successor
 * has: the session ends, so that a thief gains nothing. Only the very attempt that used it, known by its id, may be
 * repeated while nothing of what it gave was used: its reply may not have arrived.
 * @throws DomainError `auth.refresh_invalid`
 */
export async function refresh(
  services: Services,
  refreshToken: string,
  { address, attempt_id = null }: Pick<Origin, 'address'> & { attempt_id?: string | null },
): Promise<SignedIn> {
  const given = readRefreshToken(refreshToken, services.tokens.secret);
  if (!given) throw new DomainError('auth.refresh_invalid');
  const signedIn = await services.db.transaction(async (tx) => {
    const session = await tx.sessions.lock(given.sessionId);
    const now = services.now();
    if (!session || session.ended_at || session.expires_at <= now) return undefined;
    const person = await tx.people.find(session.user_id);
    if (!person?.active) return undefined;
    const actor = { ...actorOf(person), address };
    const isNewest = timingSafeEqual(session.refresh_hash, given.hash);
    if (!isNewest && !isRepeated(session, given.hash, attempt_id, now)) {
      await endSession(tx, session.id, { action: 'session.revoked', actor, at: now });
      return undefined;
    }
    const issued = issueTokens(services, actor, session.id);
    const used = {
      previous_hash: attempt_id === null ? null : given.hash,
      previous_attempt: attempt_id,
      previous_used_at: attempt_id === null ? null : now,
    };
    await tx.sessions.update(session.id, { ...issued.row, ...(isNewest && used) });
    return issued.signedIn;
  });
  // Not within the transaction: the end of the session is to stay.
  if (!signedIn) throw new DomainError('auth.refresh_invalid');
  return signedIn;
}

/** Counted from the first use, so that repeating does not prolong it. */
function isRepeated(session: Session, hash: Buffer, attemptId: string | null, now: Date): boolean {
  const { previous_hash, previous_attempt, previous_used_at } = session;
  if (!previous_hash || !previous_used_at || attemptId === null || previous_attempt !== attemptId)
    return false;
  const age = now.getTime() - previous_used_at.getTime();
  return timingSafeEqual(previous_hash, hash) && age <= REPEATABLE_MS;
}
