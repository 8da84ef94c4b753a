import type { BackupDeps } from './deps';

/** Whoever keeps the plant's integrations hears of a backup that was given up, once. */
export async function tellBackupFailed(
  { db, now }: Pick<BackupDeps, 'db' | 'now'>,
  id: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const backup = await tx.backups.find(id);
    if (!backup || backup.status === 'done') return;
    const reason = backup.error ?? 'its worker was lost';
    if (backup.status === 'running')
      await tx.backups.update(id, { status: 'failed', finished_at: now(), error: reason });
    const keepers = await tx.people.administrators(['MANAGE_INTEGRATIONS']);
    const { last_success_at } = await tx.backups.summary();
    await tx.notices.tell(
      keepers.map((keeper) => ({
        user_id: keeper.id,
        kind: last_success_at ? 'backup_failed' : 'first_backup_failed',
        check_id: null,
        key: `backup:${id}:failed`,
        data: {
          due: backup.started_at.toISOString(),
          reason,
          ...(last_success_at && { last: last_success_at.toISOString().slice(0, 16).replace('T', ' ') }),
        },
      })),
    );
  });
}
