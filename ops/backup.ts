import { v7 as uuidv7 } from 'uuid';
import { makeBackup } from '../activities/backup/makeBackup';
import { pruneBackups } from '../activities/backup/pruneBackups';
import { createDatabase } from '../db/database';
import { loadConfig } from '../platform/config';
import { backupDepsOf } from '../worker/backupPart';

const HELP = `npm run backup [-- --list]
Copies the database to S3 now, reads the copy back, and removes old copies that nobody needs any more.
  --list   the copies that are in S3, newest first, without making one

Reads DATABASE_URL, BACKUP_DATABASE_URL or DATABASE_ADMIN_URL, S3_* and BACKUP_*: docs/backup.md.`;

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const config = loadConfig(['database', 's3', 'backups']);
  const db = createDatabase({
    url: config.database.url,
    maxConnections: 2,
    applicationName: 'proverka-backup',
  });
  try {
    const deps = backupDepsOf(config, db);
    if (process.argv.includes('--list')) return await list(deps);
    const began = Date.now();
    const made = await makeBackup(deps, uuidv7(), { alive: progress() });
    const removed = await pruneBackups(deps, () => undefined);
    if (process.stderr.isTTY) console.error('');
    console.log(JSON.stringify(made, null, 2));
    console.log(`Made in ${Math.round((Date.now() - began) / 1000)} s; ${removed.length} old ones removed.`);
  } finally {
    await db.close();
  }
}

async function list({ store }: ReturnType<typeof backupDepsOf>): Promise<void> {
  const { backups, unreadable } = await store.list();
  for (const { id, kind, taken_at, database, files, schema_version } of backups)
    console.log(
      `${id}  ${taken_at}  ${kind.padEnd(7)}  ${database.size_bytes} bytes, ${files.listed} files ` +
        `(${files.missing} missing), ${schema_version}`,
    );
  for (const key of unreadable) console.log(`${key}  cannot be read`);
  if (backups.length === 0) console.log('There is no backup.');
}

/** One line that is written over, for a person; nothing for a log. */
function progress(): (words: string) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return (words) => void process.stderr.write(`\r\u001b[K${words}`);
}

main().catch((error: Error & { cause?: unknown }) => {
  const why = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  console.error(error.message + why);
  process.exit(1);
});
