import type { PersonRow } from '../../db/repositories/people';
import type { UserActor } from '../../domain/actor';
import type { Services } from '../context';
import { actorOf } from './actorOf';

const KEPT = 1_000;

/**
 * Gives the user behind a live session of an active user, by one statement a request. While nothing changes of what the
 * user may do, the actor is the same object, to which the abilities built for it are bound.
 */
export function loadSession({ db }: Pick<Services, 'db'>) {
  const kept = new Map<string, { person: PersonRow; actor: UserActor }>();

  return async (sessionId: string, userId: string): Promise<UserActor | undefined> => {
    const person = await db.single.session(sessionId);
    if (person?.id !== userId) return undefined;
    const known = kept.get(userId);
    if (known && isSame(known.person, person)) return known.actor;
    const actor = actorOf(person);
    kept.delete(userId);
    kept.set(userId, { person, actor });
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
    return actor;
  };
}

/** The version stands for the user's own fields; a role's permissions change without it. */
function isSame(a: PersonRow, b: PersonRow): boolean {
  return (
    a.auth_version === b.auth_version &&
    a.role === b.role &&
    a.area_id === b.area_id &&
    a.locale === b.locale &&
    a.permissions.length === b.permissions.length &&
    a.permissions.every((permission, index) => permission === b.permissions[index])
  );
}
