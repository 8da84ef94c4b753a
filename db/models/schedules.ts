import { BaseModel } from './base';

export type Assignment = 'each' | 'rotate';
export type SlotOrigin = 'schedule' | 'reconcile' | 'run';
export class Schedule extends BaseModel {
  static override tableName = 'schedules';
  declare id: string;
  declare name: string;
  declare version: number;
  declare settled_until: Date;
  declare created_by: string | null;
  declare created_at: Date;
  declare deleted_at: Date | null;
}

export class ScheduleVersion extends BaseModel {
  static override tableName = 'schedule_versions';
  static override idColumn = ['schedule_id', 'version'];
  declare schedule_id: string;
  declare version: number;
  declare effective_from: Date;
  declare enabled: boolean;
  declare cron_expression: string;
  declare time_zone: string;
  declare template_id: string;
  declare executor_ids: string[];
  declare assignment: Assignment;
  declare area_id: string | null;
  declare jitter: string | null;
  declare window: string | null;
  declare skip_holidays: boolean;
}
