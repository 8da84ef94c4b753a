import type { Role } from '../../db/models/people';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { RoleSubject } from '../../policies/role';
import { changedFields } from '../changedFields';
import type { ServiceContext } from '../context';
import { ADMINISTRATION, keepAdministrator } from '../users/keepAdministrator';
import { type RoleFields, assertTitle, sorted } from './roleFields';

/**
 * What a role permits holds for its holders from their next request on.
 * @throws DomainError `role.not_found`, `role.beyond_own_rights`, `role.protected`, `user.last_administrator`
 */
export async function updateRole(
  ctx: ServiceContext,
  roleId: string,
  { title, permissions }: Partial<Omit<RoleFields, 'name'>>,
): Promise<Role> {
  authorize(ctx.actor, 'update', 'Role', { changed: [] });
  assertTitle(title);
  await ctx.db.transaction(async (tx) => {
    await tx.people.takeTurn();
    const role = await tx.roles.find(roleId);
    if (!role) throw new DomainError('role.not_found');
    const wanted = permissions && sorted(permissions);
    const given = wanted?.filter((permission) => !role.permissions.includes(permission)) ?? [];
    const taken = wanted ? role.permissions.filter((permission) => !wanted.includes(permission)) : [];
    authorize(ctx.actor, 'update', 'Role', { changed: [...given, ...taken] } satisfies RoleSubject);
    if (role.name === 'admin' && taken.some((permission) => ADMINISTRATION.includes(permission)))
      throw new DomainError('role.protected');
    const isSame = given.length === 0 && taken.length === 0;
    const changed = changedFields(role, {
      ...(title !== undefined && { title }),
      ...(wanted && !isSame && { permissions: wanted }),
    });
    if (!changed) return;
    await keepAdministrator(tx, () => tx.roles.update(roleId, changed.patch));
    tx.audit.append({
      actor: ctx.actor,
      action: 'role.update',
      entity_id: roleId,
      area_id: null,
      diff: changed.diff,
    });
  });
  const updated = await ctx.db.read.roles.find(roleId);
  if (!updated) throw new DomainError('role.not_found');
  return updated;
}
