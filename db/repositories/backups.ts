import type { BackupStatus } from '../../domain/backup';
import type { Connection } from '../connection';
import { Backup } from '../models/records';

export type BackupRow = {
  [K in keyof Backup as K extends keyof import('objection').Model ? never : K]: Backup[K];
};

/** What an operator watches. */
export interface BackupSummary {
  last_success_at: Date | null;
  last_size_bytes: number | null;
  /** How the newest try stands. */
  last_status: BackupStatus | null;
  /** Tries that ended, since the table began; those removed later were good. */
  totals: { success: number; failure: number };
}

export function createBackups(connection: Connection) {
  return {
    async find(id: string): Promise<BackupRow | undefined> {
      return Backup.query(connection).findById(id);
    },
    /** Begins a backup, or a repeat of its try. */
    async begin(
      backup: Pick<BackupRow, 'id' | 'kind' | 'started_at' | 'object_key' | 'manifest_key'>,
    ): Promise<void> {
      await connection('backups')
        .insert({ ...backup, status: 'running' })
        .onConflict('id')
        .merge({ status: 'running', error: null, finished_at: null });
    },
    /** Gives up those whose process has vanished. */
    async abandon(begunBefore: Date, at: Date): Promise<void> {
      await connection('backups')
        .where('status', 'running')
        .where('started_at', '<', begunBefore)
        .update({ status: 'failed', finished_at: at, error: 'its process has vanished' });
    },
    /** Puts a backup on record as its own description in S3 tells it. */
    async adopt(backup: BackupRow): Promise<void> {
      const { id: _id, ...facts } = backup;
      await connection('backups').insert(backup).onConflict('id').merge(facts);
    },
    async update(id: string, patch: Partial<Omit<BackupRow, 'id'>>): Promise<void> {
      await connection('backups').where({ id }).update(patch);
    },
    /** Those that could be restored, newest first. */
    async good(): Promise<BackupRow[]> {
      return Backup.query(connection).where('status', 'done').orderBy('started_at', 'desc');
    },
    /** The newest, good or not. */
    async latest(limit: number): Promise<BackupRow[]> {
      return Backup.query(connection)
        .orderBy([
          { column: 'started_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit);
    },
    async summary(): Promise<BackupSummary> {
      const { rows } = (await connection.raw(
        `select (select max(finished_at) from backups where status = 'done') as last_success_at,
                (select size_bytes from backups where status = 'done' order by finished_at desc limit 1) as last_size_bytes,
                (select status from backups order by started_at desc, id desc limit 1) as last_status,
                count(*) filter (where status in ('done', 'removed'))::int as success,
                count(*) filter (where status = 'failed')::int as failure
           from backups`,
      )) as { rows: (Omit<BackupSummary, 'totals'> & BackupSummary['totals'])[] };
      const { success, failure, ...last } = rows[0] as (typeof rows)[number];
      return { ...last, totals: { success, failure } };
    },
  };
}
