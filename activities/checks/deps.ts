import type { ExternalSystem } from '../../domain/action';
import type { Database } from '../../db/database';
import type { TemplateVersions } from '../../db/templateVersions';

export interface CheckActivityDeps {
  db: Database;
  templates: TemplateVersions;
  now(): Date;
  /** Where corrective actions have their counterpart; nowhere when absent. */
  external_system?: ExternalSystem;
}
