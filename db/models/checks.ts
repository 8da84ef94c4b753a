import type { CheckStatus } from '../../domain/check';
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
  declare action_id: string | null;
  declare created_at: Date;
}
