import { DomainError } from '../../domain/errors';
import { type Permission, PERMISSIONS } from '../../domain/permissions';
import { isBlank } from '../../domain/plainText';

export interface RoleFields {
  name: string;
  title: string;
  permissions: Permission[];
}

/** Each once, in the catalogue's order, so that equal roles look alike. */
export const sorted = (permissions: readonly Permission[]): Permission[] =>
  PERMISSIONS.filter((permission) => permissions.includes(permission));

/** @throws DomainError `request.invalid` */
export function assertTitle(title: string | undefined): void {
  if (title !== undefined && isBlank(title))
    throw new DomainError('request.invalid', { faults: [{ path: '/title', code: 'field.missing' }] });
}
