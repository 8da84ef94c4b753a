import { Context } from '@temporalio/activity';
import type { BackupDeps } from './deps';
import { makeBackup } from './makeBackup';
import { pruneBackups } from './pruneBackups';
import { tellBackupFailed } from './tellBackupFailed';

const HEARTBEAT_MS = 10_000;

/** What the backup's process does. Each may run twice. */
export function createBackupActivities(deps: BackupDeps) {
  return {
    /** Returns what an operator reads of it. */
    async makeBackup({ backup_id }: { backup_id: string }): Promise<string> {
      return beating(async (alive) => {
        const { cancellationSignal: signal } = Context.current();
        const made = await makeBackup(deps, backup_id, { alive, signal, retried: true });
        if (!made) return 'it was made before';
        const { database, files } = made;
        return `${database.key}: ${database.size_bytes} bytes, ${files.listed} files listed, ${files.missing} missing`;
      });
    },

    pruneBackups: (): Promise<string[]> => beating((alive) => pruneBackups(deps, () => alive('removing'))),

    tellBackupFailed: (input: { backup_id: string }): Promise<void> =>
      tellBackupFailed(deps, input.backup_id),
  };
}

/** Between two parts of a large table minutes may pass: the process is alive as long as this timer is. */
async function beating<T>(work: (alive: (words: string) => void) => Promise<T>): Promise<T> {
  const context = Context.current();
  let words = 'begun';
  const beat = setInterval(() => context.heartbeat(words), HEARTBEAT_MS);
  try {
    return await work((now) => {
      words = now;
      context.heartbeat(words);
    });
  } finally {
    clearInterval(beat);
  }
}

export type BackupActivities = ReturnType<typeof createBackupActivities>;
