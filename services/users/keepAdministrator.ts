import type { Tx } from '../../db/transaction';
import { DomainError } from '../../domain/errors';
import type { Permission } from '../../domain/permissions';

/** Who has both, over the whole plant, can put everything else right. */
export const ADMINISTRATION: readonly Permission[] = ['MANAGE_USERS', 'MANAGE_ROLES'];

/** Has the change undone if it leaves the plant without an administrator. @throws DomainError `user.last_administrator` */
export async function keepAdministrator(tx: Tx, change: () => Promise<void>): Promise<void> {
  const before = await tx.people.administrators(ADMINISTRATION);
  await change();
  if (before.length > 0 && (await tx.people.administrators(ADMINISTRATION)).length === 0)
    throw new DomainError('user.last_administrator');
}
