import type { Permission } from '../domain/permissions';

/** Whether checks can be given to somebody. */
export function canFill({
  active,
  permissions,
}: {
  active: boolean;
  permissions: readonly Permission[];
}): boolean {
  return active && permissions.includes('FILL_CHECKS');
}
