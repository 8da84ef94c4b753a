import type { SchedulerClient } from '../../clients/schedules';
import type { Database } from '../../db/database';
import type { TemplateVersions } from '../../db/templateVersions';

export interface ScheduleActivityDeps {
  db: Database;
  templates: TemplateVersions;
  scheduler: SchedulerClient;
  now(): Date;
}
