import type { Environment, S3Config } from './config';

export interface BackupConfig {
  /** By the clock of UTC, each day; absent where none is made by itself. */
  at?: { hour: number; minute: number };
  /** Of a role that may read every table; '' where none is given. */
  databaseUrl: string;
  keep: { daily: number; weekly: number; monthly: number };
  s3: S3Config;
  prefix: string;
  /** Where pg_dump and pg_restore are, if not on the search path. */
  toolsDir?: string;
}

export const backupUrlOf = (e: Partial<Environment>): string | undefined =>
  e.BACKUP_DATABASE_URL ?? e.DATABASE_ADMIN_URL;

export function backupFaults(e: Partial<Environment>): string[] {
  const place = ['BACKUP_S3_ENDPOINT', 'BACKUP_S3_ACCESS_KEY', 'BACKUP_S3_SECRET_KEY'] as const;
  const given = place.filter((name) => e[name] !== undefined);
  return given.length > 0 && given.length < place.length
    ? [`${place.join(', ')}: give all or none: backups would go to a server that refuses us`]
    : [];
}

/** Where nothing else is said, backups go to the bucket of pictures and reports. */
export function backupOf(e: Environment, s3: S3Config): BackupConfig {
  const [hour, minute] = e.BACKUP_AT.split(':').map(Number);
  const [daily = 0, weekly = 0, monthly = 0] = e.BACKUP_KEEP.split(',').map(Number);
  return {
    ...(hour !== undefined && minute !== undefined && { at: { hour, minute } }),
    databaseUrl: backupUrlOf(e) ?? '',
    keep: { daily, weekly, monthly },
    s3: {
      endpoint: e.BACKUP_S3_ENDPOINT ?? s3.endpoint,
      accessKey: e.BACKUP_S3_ACCESS_KEY ?? s3.accessKey,
      secretKey: e.BACKUP_S3_SECRET_KEY ?? s3.secretKey,
      bucket: e.BACKUP_S3_BUCKET ?? s3.bucket,
      region: e.BACKUP_S3_REGION ?? s3.region,
    },
    prefix: e.BACKUP_S3_PREFIX,
    ...(e.PG_TOOLS_DIR && { toolsDir: e.PG_TOOLS_DIR }),
  };
}
