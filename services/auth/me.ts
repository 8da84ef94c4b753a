import type { PersonRow } from '../../db/repositories/people';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';

export async function me(ctx: ServiceContext): Promise<PersonRow> {
  const person = await ctx.db.read.people.find(ctx.actor.user_id);
  if (!person) throw new DomainError('auth.session_ended');
  return person;
}
