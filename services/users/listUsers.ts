import type { Page, PageRequest } from '../../db/page';
import type { PersonRow, UserFilter } from '../../db/repositories/people';
import { USER_SCOPE, scopeOf } from '../../db/scope';
import { abilityOf } from '../../policies/ability';
import type { ServiceContext } from '../context';

/** The users that the caller may see, newest first. */
export async function listUsers(
  ctx: ServiceContext,
  filter: UserFilter,
  page: PageRequest,
): Promise<Page<PersonRow>> {
  const scope = scopeOf(abilityOf(ctx.actor), 'view', 'User', USER_SCOPE);
  return ctx.db.read.people.list(scope, filter, page);
}
