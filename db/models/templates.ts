import type { Settings, Structure } from '../../domain/template';
import { BaseModel } from './base';

export class Template extends BaseModel {
  static override tableName = 'templates';
  declare id: string;
  declare name: string;
  declare description: string | null;
  declare area_id: string | null;
  declare version: number;
  declare status: 'active' | 'archived';
  declare created_by: string | null;
  declare created_at: Date;
  declare report_template_key: string | null;
  declare report_template_extension: 'fodt' | 'odt' | 'docx' | null;
}

export class TemplateVersion extends BaseModel {
  static override tableName = 'template_versions';
  static override idColumn = ['template_id', 'version'];
  static override jsonAttributes = ['structure', 'settings'];
  declare template_id: string;
  declare version: number;
  declare name: string;
  declare description: string | null;
  declare structure: Structure;
  declare settings: Settings;
  declare created_by: string | null;
  declare created_at: Date;
}
