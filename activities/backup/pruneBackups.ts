import { SYSTEM } from '../../domain/actor';
import { backupsToRemove } from '../../domain/backup';
import type { BackupDeps } from './deps';

/** Removes the good backups that nobody needs any more. Returns their ids. */
export async function pruneBackups(
  { db, store, keep }: Pick<BackupDeps, 'db' | 'store' | 'keep'>,
  alive: () => void,
): Promise<string[]> {
  const removed: string[] = [];
  for (const { id, started_at, kind, sha256 } of backupsToRemove(await db.read.backups.good(), keep)) {
    alive();
    await store.remove(store.keysOf(id, started_at));
    await db.transaction(async (tx) => {
      await tx.backups.update(id, { status: 'removed' });
      tx.audit.append({
        actor: SYSTEM,
        action: 'backup.remove',
        entity_id: id,
        area_id: null,
        diff: { before: { kind, sha256, status: 'done' }, after: { status: 'removed' } },
      });
    });
    removed.push(id);
  }
  return removed;
}
