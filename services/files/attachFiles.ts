import type { Tx } from '../../db/transaction';
import type { UserActor } from '../../domain/actor';

/**
 * Binds the caller's own ready files to a check; one bound to it already is fine.
 * @returns the ids that cannot be bound: unknown, not ready, somebody else's, or part of something else
 */
export function attachFiles(
  tx: Pick<Tx, 'files'>,
  fileIds: readonly string[],
  checkId: string,
  actor: Pick<UserActor, 'user_id'>,
): Promise<string[]> {
  return tx.files.attach(fileIds, { check_id: checkId }, actor.user_id);
}
