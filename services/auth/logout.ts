import type { ServiceContext } from '../context';
import { endSession } from './endSession';

/** Ends the caller's session; a second time changes nothing. */
export async function logout(ctx: ServiceContext, sessionId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const session = await tx.sessions.lock(sessionId);
    if (session?.user_id !== ctx.actor.user_id || session.ended_at) return;
    await endSession(tx, sessionId, { action: 'session.logout', actor: ctx.actor, at: ctx.now() });
  });
}
