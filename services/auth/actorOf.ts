import type { PersonRow } from '../../db/repositories/people';
import type { UserActor } from '../../domain/actor';

export function actorOf({ id, role, permissions, area_id, locale }: PersonRow): UserActor {
  return { kind: 'user', user_id: id, role, permissions, area_id, locale };
}
