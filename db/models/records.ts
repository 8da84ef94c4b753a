import type { BackupKind, BackupStatus } from '../../domain/backup';
import type { ReportFormat } from '../../domain/template';
import { BaseModel } from './base';

export class Report extends BaseModel {
  static override tableName = 'reports';
  static override jsonAttributes = ['parameters'];
  declare id: string;
  declare check_id: string;
  declare check_revision: number;
  declare format: ReportFormat;
  declare parameters: Record<string, unknown>;
  declare status: 'pending' | 'running' | 'ready' | 'failed';
  declare object_key: string | null;
  declare size_bytes: number | null;
  declare sha256: string | null;
  declare error: string | null;
  declare requested_by: string | null;
  declare created_at: Date;
  declare generated_at: Date | null;
}

export class Notice extends BaseModel {
  static override tableName = 'notices';
  static override jsonAttributes = ['data'];
  declare id: string;
  declare user_id: string;
  declare kind: string;
  declare check_id: string | null;
  declare data: Record<string, unknown>;
  declare key: string;
  declare created_at: Date;
  declare read_at: Date | null;
  declare mailed_at: Date | null;
  declare telegram_sent_at: Date | null;
}

export class Backup extends BaseModel {
  static override tableName = 'backups';
  declare id: string;
  declare kind: BackupKind;
  declare status: BackupStatus;
  declare started_at: Date;
  declare finished_at: Date | null;
  declare size_bytes: number | null;
  declare sha256: string | null;
  declare object_key: string;
  declare manifest_key: string;
  declare files: number | null;
  declare missing_files: number | null;
  declare schema_version: string | null;
  declare audit_head_seq: number | null;
  declare audit_head_hash: string | null;
  declare error: string | null;
}
