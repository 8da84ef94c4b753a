import type { ObjectStreams } from '../../clients/objectStreams';
import type { Storage } from '../../clients/storage';
import type { Database } from '../../db/database';
import type { RetentionRules } from '../../domain/retention';

export interface RetentionDeps {
  db: Database;
  storage: Pick<Storage, 'remove'>;
  objects: Pick<ObjectStreams, 'list'>;
  rules: RetentionRules;
  now: () => Date;
}

export interface RetentionRun {
  /** By which the audit log's entries of one run are found. */
  run_id: string;
  /** Only counts. */
  dry: boolean;
  /** Called between two batches. */
  alive?: () => void;
}
