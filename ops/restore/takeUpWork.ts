import { factsOf } from '../../activities/backup/makeBackup';
import { mendProcesses } from '../../activities/processes/mendProcesses';
import type { MendedProcess } from '../../activities/processes/deps';
import type { Anchors } from '../../clients/anchors';
import type { BackupDescription, BackupStore } from '../../clients/backupStore';
import type { ProcessList } from '../../clients/processes';
import type { Database } from '../../db/database';
import { SYSTEM } from '../../domain/actor';

/** Sessions that were ended since would be good again, and refresh tokens that were used: everybody signs in anew. */
export async function recordRestore(
  db: Database,
  store: BackupStore,
  anchors: Anchors,
  { id, taken_at, audit_head }: BackupDescription,
): Promise<{ sessions: number }> {
  const at = new Date();
  await anchors.writeRestoration({ ...audit_head, at: at.toISOString() });
  const { backups } = await store.list();
  return db.transaction(async (tx) => {
    const sessions = await tx.sessions.endEverybodys(at);
    // Rows of the restored table are older than what lies in S3.
    const kept = new Set(backups.map((backup) => backup.id));
    for (const { id: gone } of await tx.backups.good())
      if (!kept.has(gone)) await tx.backups.update(gone, { status: 'removed' });
    for (const backup of backups) await tx.backups.adopt(factsOf(backup));
    tx.audit.append({
      actor: SYSTEM,
      action: 'backup.restore',
      entity_id: id,
      area_id: null,
      diff: { before: null, after: { taken_at, audit_seq: audit_head.seq, sessions_ended: sessions } },
    });
    return { sessions };
  });
}

/** A row that was written just before the backup is no start on its way any more. */
const LATER_MS = 2 * 60_000;

/** Every process reads its row anew; those that are missing start, and those whose row has vanished end. */
export async function reconcile(
  db: Database,
  processes: ProcessList,
  tellsBy: { mail: boolean; telegram: boolean },
): Promise<{ told: number; mended: MendedProcess[] }> {
  const told = await db.transaction((tx) => tx.processes.retellAll());
  const now = () => new Date(Date.now() + LATER_MS);
  return { told, mended: await mendProcesses({ db, processes, now, tellsBy }, () => undefined) };
}
