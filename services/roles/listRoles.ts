import type { Role } from '../../db/models/people';
import type { Page, PageRequest } from '../../db/page';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';

/** All roles, newest first. */
export async function listRoles(ctx: ServiceContext, page: PageRequest): Promise<Page<Role>> {
  authorize(ctx.actor, 'view', 'Role');
  return ctx.db.read.roles.list(page);
}
