import type { SchedulerClient } from '../../clients/schedules';
import type { Database } from '../../db/database';
import type { SlotCause } from '../../domain/schedule';
import type { TemplateVersions } from '../../db/templateVersions';

export interface ScheduleActivityDeps {
  db: Database;
  templates: TemplateVersions;
  scheduler: SchedulerClient;
  now(): Date;
  /** Hears of each slot that went without a check, one for each executor. */
  onMissedSlot?: (cause: SlotCause) => void;
}
