import type { PersonRow } from '../db/repositories/people';
import type { Repositories } from '../db/repositories';
import type { UserActor } from '../domain/actor';
import { DomainError } from '../domain/errors';

/** Who commands; a process looks up rights itself, under the lock. */
export interface CommandedBy {
  user_id: string;
  address?: string;
}

/** The person with the rights that they have now. */
export async function commandingActor(
  people: Repositories['people'],
  { by }: { by: CommandedBy },
): Promise<UserActor> {
  const person = await people.find(by.user_id);
  if (!person?.active) throw new DomainError('access.denied');
  return { ...actorBehind(person), ...(by.address && { address: by.address }) };
}

export function actorBehind({ id, role, permissions, area_id, locale }: PersonRow): UserActor {
  return { kind: 'user', user_id: id, role, permissions, area_id, locale };
}
