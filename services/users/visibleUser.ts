import type { PersonRow } from '../../db/repositories/people';
import { DomainError } from '../../domain/errors';
import { may } from '../../policies/authorize';
import type { ServiceContext } from '../context';

/** The user, if the caller may see them; else there is none. */
export async function visibleUser(ctx: ServiceContext, userId: string): Promise<PersonRow> {
  const person = await ctx.db.read.people.find(userId);
  if (!person || !may(ctx.actor, 'view', 'User', person)) throw new DomainError('user.not_found');
  return person;
}
