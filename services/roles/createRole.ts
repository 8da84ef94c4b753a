import { v7 as uuidv7 } from 'uuid';
import type { Role } from '../../db/models/people';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { uniqueRow } from '../uniqueRow';
import { type RoleFields, assertTitle, sorted } from './roleFields';

/** @throws DomainError `role.name_taken`, `role.beyond_own_rights` */
export async function createRole(ctx: ServiceContext, { name, title, ...rest }: RoleFields): Promise<Role> {
  const permissions = sorted(rest.permissions);
  authorize(ctx.actor, 'create', 'Role', { changed: permissions });
  assertTitle(title);
  const role = { id: uuidv7(), name, title, permissions, created_at: ctx.now() };
  await uniqueRow('roles_name_taken', 'role.name_taken', { name }, () =>
    ctx.db.transaction(async (tx) => {
      await tx.people.takeTurn();
      await tx.roles.insert(role);
      tx.audit.append({
        actor: ctx.actor,
        action: 'role.create',
        entity_id: role.id,
        area_id: null,
        diff: { before: null, after: { name, title, permissions } },
      });
    }),
  );
  const created = await ctx.db.read.roles.find(role.id);
  if (!created) throw new DomainError('role.not_found');
  return created;
}
