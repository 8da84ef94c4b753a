import { type Permission, PERMISSIONS } from '../domain/permissions';
import type { PolicyPen } from './ability';

/** What the rules look at: the person, with the permissions that the role gives. */
export interface UserSubject {
  id: string;
  area_path: readonly string[];
  permissions: readonly Permission[];
}

/** Nobody manages a person who may do more than they themselves, nor makes one: that would lend them those rights. */
export function userRules({ can, cannot, userId, permits, inAreaOfCaller }: PolicyPen): void {
  can('view', 'User', { id: userId });
  if (permits('VIEW_USERS') || permits('MANAGE_USERS')) can('view', 'User', inAreaOfCaller);
  if (!permits('MANAGE_USERS')) return;
  can(['create', 'update'], 'User', inAreaOfCaller);
  const lacking = PERMISSIONS.filter((permission) => !permits(permission));
  if (lacking.length === 0) return;
  cannot(['create', 'update'], 'User', { permissions: { $in: lacking } }).because('user.beyond_own_rights');
}
