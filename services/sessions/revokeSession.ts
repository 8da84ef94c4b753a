import { DomainError } from '../../domain/errors';
import { endSession } from '../auth/endSession';
import type { ServiceContext } from '../context';
import { assertManagesSessions } from './assertManagesSessions';

/** @throws DomainError `session.not_found`, for a session that has ended and for other people's too */
export async function revokeSession(ctx: ServiceContext, userId: string, sessionId: string): Promise<void> {
  await assertManagesSessions(ctx, userId);
  await ctx.db.transaction(async (tx) => {
    const session = await tx.sessions.lock(sessionId);
    const at = ctx.now();
    if (session?.user_id !== userId || session.ended_at || session.expires_at <= at)
      throw new DomainError('session.not_found');
    await endSession(tx, sessionId, { action: 'session.revoked', actor: ctx.actor, at });
  });
}
