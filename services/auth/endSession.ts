import type { UserActor } from '../../domain/actor';
import type { Tx } from '../../db/transaction';

interface End {
  action: 'session.logout' | 'session.revoked';
  actor: UserActor;
  at: Date;
}

/** Ends a session for good: access and refresh tokens of it are refused from the commit on. */
export async function endSession(tx: Tx, sessionId: string, end: End): Promise<void> {
  await tx.sessions.update(sessionId, { ended_at: end.at });
  record(tx, sessionId, end);
}

/** Ends all of a user's sessions, but for the one named. */
export async function endSessionsOf(
  tx: Tx,
  userId: string,
  { actor, at, except = null }: Pick<End, 'actor' | 'at'> & { except?: string | null },
): Promise<void> {
  for (const id of await tx.sessions.endAll(userId, at, except))
    record(tx, id, { action: 'session.revoked', actor, at });
}

function record(tx: Tx, sessionId: string, { action, actor, at }: End): void {
  tx.audit.append({
    actor,
    action,
    entity_id: sessionId,
    area_id: actor.area_id,
    diff: { before: { ended_at: null }, after: { ended_at: at } },
  });
}
