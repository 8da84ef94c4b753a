import type { BackupStore } from '../../clients/backupStore';
import type { ObjectStreams } from '../../clients/objectStreams';
import type { ToolPlaces } from '../../clients/postgresTools';
import type { Database } from '../../db/database';
import type { BackupKeep } from '../../domain/backup';

export interface BackupDeps {
  db: Database;
  now(): Date;
  /** Of a role that may read every table. */
  databaseUrl: string;
  tools: ToolPlaces;
  store: BackupStore;
  /** The bucket of pictures and reports. */
  files: Pick<ObjectStreams, 'list' | 'sizeOf'>;
  keep: BackupKeep;
}

/** How a long work shows that it goes on, and hears that it is not wanted any more. */
export interface Progress {
  alive(words: string): void;
  signal?: AbortSignal;
  /** Somebody tries again, and says when it is given up. */
  retried?: boolean;
}
