import { log, proxyActivities, setCurrentDetails, uuid4 } from '@temporalio/workflow';
import type { BackupActivities } from '../activities/backup';

const tries = { initialInterval: '10s', backoffCoefficient: 3, maximumInterval: '15m' } as const;
/** About three quarters of an hour of tries: after that somebody has to look. */
const backups = proxyActivities<BackupActivities>({
  taskQueue: 'backup',
  startToCloseTimeout: '6h',
  heartbeatTimeout: '1m',
  retry: { ...tries, maximumAttempts: 8 },
});
const rows = proxyActivities<BackupActivities>({
  taskQueue: 'backup',
  startToCloseTimeout: '1m',
  retry: { ...tries, maximumAttempts: 20 },
});

/** Each night, by schedule: a copy of the database in S3; then those that nobody needs any more are removed. */
export async function backupWorkflow(): Promise<string> {
  const backup_id = uuid4();
  let made: string;
  try {
    made = await backups.makeBackup({ backup_id });
  } catch (error) {
    log.error('no backup was made', { backup_id, error });
    await rows.tellBackupFailed({ backup_id });
    throw error;
  }
  const removed = await backups.pruneBackups();
  const words = `${made}; ${removed.length} old ones removed`;
  setCurrentDetails(words);
  return words;
}
