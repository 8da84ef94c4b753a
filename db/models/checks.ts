import type { Actor } from '../../domain/actor';
import type { CheckStatus, TimelineKind } from '../../domain/check';
import { BaseModel } from './base';

export class Check extends BaseModel {
  static override tableName = 'checks';
  declare id: string;
  declare template_id: string;
  declare template_version: number;
  declare title: string;
  declare executor_id: string;
  declare former_answerer_ids: string[];
  declare area_id: string | null;
  declare status: CheckStatus;
  declare revision: number;
  declare fact_seq: number;
  declare due_at: Date;
  declare due_version: number;
  declare armed_at: Date;
  declare miss_not_before: Date | null;
  declare review_due_at: Date | null;
  declare review_version: number;
  declare reviewer_ids: string[];
  declare escalation_level: number;
  declare answered_count: number;
  declare required_count: number;
  declare question_count: number;
  declare score: number | null;
  declare verdict: 'pass' | 'fail' | null;
  declare created_by: string | null;
  declare created_at: Date;
  declare started_at: Date | null;
  declare submitted_at: Date | null;
  declare completed_at: Date | null;
}

export class Comment extends BaseModel {
  static override tableName = 'comments';
  declare id: string;
  declare check_id: string;
  declare question_id: string | null;
  declare seq: number;
  declare text: string;
  declare files: string[];
  declare author_id: string;
  declare created_at: Date;
}

export class CheckEvent extends BaseModel {
  static override tableName = 'check_events';
  static override jsonAttributes = ['data'];
  declare id: string;
  declare check_id: string;
  declare seq: number;
  declare kind: TimelineKind;
  declare at: Date;
  declare planned_at: Date | null;
  declare actor_kind: Actor['kind'];
  declare actor_id: string | null;
  declare data: Record<string, unknown>;
  declare key: string | null;
}

export class StoredFile extends BaseModel {
  static override tableName = 'files';
  declare id: string;
  declare name: string;
  declare content_type: string;
  declare size_bytes: number;
  declare sha256: string | null;
  declare width: number | null;
  declare height: number | null;
  declare status: 'pending' | 'ready';
  declare object_key: string;
  declare thumbnail_key: string | null;
  declare uploaded_by: string;
  declare check_id: string | null;
  declare template_id: string | null;
  declare created_at: Date;
}
