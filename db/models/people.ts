import type { WorkingCalendar } from '../../domain/calendar';
import type { Locale } from '../../domain/actor';
import type { Permission } from '../../domain/permissions';
import { BaseModel } from './base';

export class Role extends BaseModel {
  static override tableName = 'roles';
  declare id: string;
  declare name: string;
  declare title: string;
  declare permissions: Permission[];
  declare created_at: Date;
}

export class Calendar extends BaseModel {
  static override tableName = 'calendars';
  static override jsonAttributes = ['week'];
  declare id: string;
  declare name: string;
  declare week: WorkingCalendar['week'];
  declare holidays: string[];
  declare working_days: string[];
  declare created_at: Date;
}

export class Area extends BaseModel {
  static override tableName = 'areas';
  declare id: string;
  declare name: string;
  declare parent_id: string | null;
  declare path: string[];
  declare time_zone: string;
  declare calendar_id: string | null;
  declare created_at: Date;
}

export class User extends BaseModel {
  static override tableName = 'users';
  declare id: string;
  declare username: string;
  declare full_name: string;
  declare email: string | null;
  declare password_hash: string;
  declare role_id: string;
  declare area_id: string | null;
  declare supervisor_id: string | null;
  declare locale: Locale;
  declare active: boolean;
  declare auth_version: number;
  declare created_at: Date;
}

export class Session extends BaseModel {
  static override tableName = 'sessions';
  declare id: string;
  declare user_id: string;
  declare refresh_hash: Buffer;
  declare previous_hash: Buffer | null;
  declare previous_attempt: string | null;
  declare previous_used_at: Date | null;
  declare created_at: Date;
  declare refreshed_at: Date;
  declare expires_at: Date;
  declare ended_at: Date | null;
  declare address: string | null;
  declare user_agent: string | null;
}
