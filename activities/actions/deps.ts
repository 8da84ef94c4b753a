import type { Database } from '../../db/database';

export interface ActionActivityDeps {
  db: Database;
  now(): Date;
}
