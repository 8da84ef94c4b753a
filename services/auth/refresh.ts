import { timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../domain/errors';
import type { Services } from '../context';
import { actorOf } from './actorOf';
import { endSession } from './endSession';
import type { Origin } from './login';
import { type SignedIn, issueTokens } from './session';
import { readRefreshToken } from './tokens';

/**
 * Gives new tokens for the newest refresh token of a session. One that was used before has leaked, or its successor
 * has: the session ends, so that a thief gains nothing.
 * @throws DomainError `auth.refresh_invalid`
 */
export async function refresh(
  services: Services,
  refreshToken: string,
  { address }: Pick<Origin, 'address'>,
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
    if (!timingSafeEqual(session.refresh_hash, given.hash)) {
      await endSession(tx, session.id, { action: 'session.revoked', actor, at: now });
      return undefined;
    }
    const issued = issueTokens(services, actor, session.id);
    await tx.sessions.update(session.id, issued.row);
    return issued.signedIn;
  });
  // Not within the transaction: the end of the session is to stay.
  if (!signedIn) throw new DomainError('auth.refresh_invalid');
  return signedIn;
}
