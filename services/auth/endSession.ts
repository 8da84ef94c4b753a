import type { UserActor } from '../../domain/actor';
import type { Tx } from '../../db/transaction';

/** Ends a session for good: access and refresh tokens of it are refused from the commit on. */
export async function endSession(
  tx: Tx,
  sessionId: string,
  { action, actor, at }: { action: 'session.logout' | 'session.revoked'; actor: UserActor; at: Date },
): Promise<void> {
  await tx.sessions.update(sessionId, { ended_at: at });
  tx.audit.append({
    actor,
    action,
    entity_id: sessionId,
    area_id: actor.area_id,
    diff: { before: { ended_at: null }, after: { ended_at: at } },
  });
}
