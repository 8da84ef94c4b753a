import type { PersonRow } from '../../db/repositories/people';
import { USER_SCOPE, scopeOf } from '../../db/scope';
import { abilityOf } from '../../policies/ability';
import type { ServiceContext } from '../context';

/** Those of the users that the caller may see, in no order. */
export async function findUsers(ctx: ServiceContext, ids: readonly string[]): Promise<PersonRow[]> {
  return ctx.db.read.people.findVisible(scopeOf(abilityOf(ctx.actor), 'view', 'User', USER_SCOPE), ids);
}
