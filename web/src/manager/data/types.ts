import type { components } from '../../../generated/api';

type Schemas = components['schemas'];

export type ListedCheck = Schemas['ListedCheck'];
export type AreaCount = Schemas['CheckCounts']['items'][number];
export type Check = Schemas['Check'];
export type Timeline = Schemas['Timeline'];
export type Comment = Schemas['Comment'];
export type Report = Schemas['Report'];
export type Action = Schemas['Action'];
export type ActionComment = Schemas['ActionComment'];
export type ActionTimeline = Schemas['ActionTimeline'];
export type Schedule = Schemas['Schedule'];
export type SchedulePreview = Schemas['SchedulePreview'];
export type Slot = Schemas['Slot'];
export type Area = Schemas['Area'];
export type Calendar = Schemas['Calendar'];
export type User = Schemas['User'];
export type Role = Schemas['Role'];
export type ListedTemplate = Schemas['ListedTemplate'];
export type Template = Schemas['Template'];
export type TemplateVersion = Schemas['TemplateVersion'];
export type AnalyticsSummary = Schemas['AnalyticsSummary'];
export type AuditEntry = Schemas['AuditEntry'];
export type SystemState = Schemas['SystemState'];
export type SystemLinks = Schemas['SystemLinks'];
export type BitrixCall = Schemas['BitrixCall'];
export type BitrixUsers = Schemas['BitrixUsers'];
export type AuditVerdict = Schemas['AuditVerdict'];

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** A question as every type of it has it; what a type adds is optional here. */
export interface AnyQuestion {
  id: string;
  type: string;
  text: string;
  hint?: string;
  required?: boolean;
  critical?: boolean;
  unit?: string;
  min?: number;
  max?: number;
  weight?: number;
  allow_na?: boolean;
  visible_if?: unknown;
  fails_if?: unknown;
  options?: { value: string; label: string; failed?: boolean }[];
  on_fail?: {
    require_comment?: boolean;
    require_photo?: boolean;
    notify?: string[];
    action?: { title: string };
  };
}
