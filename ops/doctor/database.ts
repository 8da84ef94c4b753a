import type { Database } from '../../db/database';
import { diagnoseDatabase, migrationsOf } from '../../db/diagnosis';
import type { BackupConfig } from '../../platform/backupConfig';
import { type Finding, clock, fail, look, ok, warn } from './finding';

const OLDEST_VERSION = 15;
const UNREACHABLE =
  'check host, port, role, password and database in DATABASE_URL, that the server runs, and that pg_hba.conf lets us in';

export interface DatabaseLook {
  db: Database;
  adminUrl: string;
  backup: Pick<BackupConfig, 'at' | 'databaseUrl'>;
  now: () => Date;
}

export const lookAtDatabase = ({ db, adminUrl, backup, now }: DatabaseLook): Promise<Finding[]> =>
  look('Postgres', UNREACHABLE, async () => {
    const found = await diagnoseDatabase(db.pool);
    const { user, auditRights, isSuperuser, isStandby } = found;
    const version = Math.floor(found.version / 10_000);
    const read = found.mayWrite;
    return [
      version >= OLDEST_VERSION
        ? ok('Postgres', `version ${version}, as ${user}`)
        : fail(
            'Postgres',
            `version ${version}`,
            `move to PostgreSQL ${OLDEST_VERSION} or later: the schema needs it`,
          ),
      ...(isStandby
        ? [fail('Postgres', 'a standby, which takes no writes', 'point DATABASE_URL at the primary')]
        : []),
      clock('Postgres', found.at, now()),
      ...(await look('migrations', 'check DATABASE_ADMIN_URL', () => migrations(adminUrl))),
      ...(read || auditRights.length > 0 || isSuperuser
        ? [rights(user, isSuperuser, auditRights)]
        : [
            fail(
              'rights',
              `${user} may not write checks`,
              'run npm run migrate: it gives the role of DATABASE_URL its rights',
            ),
          ]),
      outbox(found.outboxCount, found.outboxWaitedS),
      ...(read && backup.databaseUrl && backup.at ? [await lastBackup(db, now())] : []),
    ];
  });

async function migrations(adminUrl: string): Promise<Finding[]> {
  const what = 'migrations';
  if (!adminUrl)
    return [warn(what, 'not looked at', 'give DATABASE_ADMIN_URL to this command: only the owner sees them')];
  const { pending, unknown } = await migrationsOf(adminUrl);
  if (pending.length > 0)
    return [fail(what, `${pending.length} are missing: ${pending.join(', ')}`, 'run npm run migrate')];
  if (unknown.length > 0)
    return [
      fail(
        what,
        `the database is ahead of this program: ${unknown.join(', ')}`,
        'deploy the release that made them',
      ),
    ];
  return [ok(what, 'the schema is up to date')];
}

function rights(user: string, isSuperuser: boolean, auditRights: readonly string[]): Finding {
  const remedy =
    'give DATABASE_URL a role of its own that owns nothing, and run npm run migrate: by it whoever breaks into the product could rewrite its audit log';
  if (isSuperuser) return fail('rights', `${user} is a superuser`, remedy);
  if (auditRights.length > 0)
    return fail('rights', `${user} may ${auditRights.join(', ')} the audit log`, remedy);
  return ok('rights', `${user} can only add to the audit log`);
}

function outbox(count: number, waitedS: number): Finding {
  const detail = `${count} messages wait, the oldest for ${Math.round(waitedS)} s`;
  const remedy =
    'see that a worker with --queues checks runs and reaches Temporal: it tells the processes what was committed';
  if (waitedS > 600) return fail('outbox', detail, remedy);
  return waitedS > 60 ? warn('outbox', detail, remedy) : ok('outbox', detail);
}

const DAY_MS = 24 * 60 * 60_000;

async function lastBackup(db: Database, now: Date): Promise<Finding> {
  const { last_success_at, last_status } = await db.read.backups.summary();
  const remedy = 'see docs/backup.md; by hand: npm run backup';
  if (!last_success_at) return warn('backup', 'none was made yet', remedy);
  const detail = `the last good one is of ${last_success_at.toISOString()}${last_status === 'failed' ? '; the newest try failed' : ''}`;
  if (now.getTime() - last_success_at.getTime() > 1.5 * DAY_MS) return fail('backup', detail, remedy);
  return last_status === 'failed' ? warn('backup', detail, remedy) : ok('backup', detail);
}
