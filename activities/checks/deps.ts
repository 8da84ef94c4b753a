import type { Database } from '../../db/database';
import type { TemplateVersions } from '../../db/templateVersions';

export interface CheckActivityDeps {
  db: Database;
  templates: TemplateVersions;
  now(): Date;
}
