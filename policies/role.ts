import { type Permission, PERMISSIONS } from '../domain/permissions';
import type { PolicyPen } from './ability';

/** What the rules look at: the permissions that an act gives to the role or takes from it. */
export interface RoleSubject {
  changed: readonly Permission[];
}

/** Roles concern the whole plant: only a caller without an area changes them. */
export function roleRules({ can, cannot, permits, inAreaOfCaller }: PolicyPen): void {
  can('view', 'Role');
  if (!permits('MANAGE_ROLES') || inAreaOfCaller.area_path !== undefined) return;
  can(['create', 'update'], 'Role');
  const lacking = PERMISSIONS.filter((permission) => !permits(permission));
  if (lacking.length === 0) return;
  cannot(['create', 'update'], 'Role', { changed: { $in: lacking } }).because('role.beyond_own_rights');
}
