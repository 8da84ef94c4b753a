import type { ExternalSystem } from '../../domain/action';
import type { Database } from '../../db/database';
import type { TemplateVersions } from '../../db/templateVersions';

export interface CheckActivityDeps {
  db: Database;
  templates: TemplateVersions;
  now(): Date;
  /** Where corrective actions have their counterpart; nowhere when absent. */
  external_system?: ExternalSystem;
  onEscalated?: OnEscalated;
}

/** Hears of each step of an escalation that is written; one whose transaction is repeated is heard of again. */
export type OnEscalated = (of: 'check' | 'action', level: number) => void;
