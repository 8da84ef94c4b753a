import type { Database } from '../../db/database';
import type { OnEscalated } from '../checks/deps';

export interface ActionActivityDeps {
  db: Database;
  now(): Date;
  onEscalated?: OnEscalated;
}
