import type { ActionStatus } from '../domain/action';
import type { CheckStatus, TimelineKind } from '../domain/check';
import type { Priority, Question, ReportFormat } from '../domain/template';

export type { ReportFormat };

export interface ReportPhoto {
  id: string;
  name: string;
  /** The stored picture: any format that sharp reads. */
  content: Buffer;
  /** In pixels, as recorded at the upload. */
  width: number;
  height: number;
}

export interface ReportAnswer {
  /** As the contract types it by question type; null where `na` or where only a comment was left. */
  value: unknown;
  na: boolean;
  failed: boolean;
  comment: string | null;
  /** Full name of who answered. */
  author: string;
  answered_at: Date;
  /** 1 for an answer that was never changed. */
  revision: number;
  /** The value of a photo question and the files of the answer, each once. */
  photos: ReportPhoto[];
  signature: Buffer | null;
}

export interface ReportQuestion {
  question: Question;
  answer: ReportAnswer | null;
}

export interface ReportSection {
  id: string;
  title: string;
  /** The visible ones, in the template's order. */
  questions: ReportQuestion[];
}

export interface ReportComment {
  id: string;
  /** null for a comment to the whole check. */
  question_id: string | null;
  author: string;
  created_at: Date;
  text: string;
  photos: ReportPhoto[];
}

export interface ReportTimelineEntry {
  at: Date;
  planned_at: Date | null;
  kind: TimelineKind;
  /** null where nobody acted (a timer). */
  actor: string | null;
  /** The entry's sentence, in the report's language. */
  text: string;
}

export interface ReportAction {
  title: string;
  priority: Priority;
  owner: string | null;
  due_at: Date | null;
  status: ActionStatus;
}

export interface ReportReview {
  reviewer: string;
  decision: 'accept' | 'return';
  reason: string | null;
  at: Date;
}

export interface ReportCheck {
  id: string;
  title: string;
  template: { id: string; name: string; version: number; pass_score: number | null };
  status: CheckStatus;
  verdict: 'pass' | 'fail' | null;
  /** 0–100 with two decimals. */
  score: number | null;
  progress: { answered: number; required: number; total: number };
  /** Full name. */
  executor: string;
  created_at: Date;
  started_at: Date | null;
  submitted_at: Date | null;
  completed_at: Date | null;
  due_at: Date;
  overdue: boolean;
  escalation_level: number;
}

export interface ReportParameters {
  language: 'ru' | 'en';
  /** IANA name; null: the area's. */
  time_zone: string | null;
  only_failed: boolean;
  photos: boolean;
}

/** All that a renderer needs, loaded beforehand: rendering reads nothing else, not even the clock. */
export interface ReportData {
  report_id: string;
  /** The revision of the check that is shown. */
  revision: number;
  generated_at: Date;
  /** Names from the plant down to the check's area; empty without an area. */
  area_path: string[];
  /** The area's, IANA. */
  time_zone: string;
  /** Where the QR code leads. */
  url: string;
  check: ReportCheck;
  /** The last decision, where the check was reviewed. */
  review: ReportReview | null;
  sections: ReportSection[];
  comments: ReportComment[];
  timeline: ReportTimelineEntry[];
  actions: ReportAction[];
  audit_head: { seq: number; hash: string };
  parameters: ReportParameters;
}

export interface RenderedReport {
  content: Buffer;
  content_type: string;
  /** Without a dot. */
  extension: string;
}
