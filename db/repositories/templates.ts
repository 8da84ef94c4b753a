import type { Settings, Structure } from '../../domain/template';
import type { Connection } from '../connection';
import { Template, TemplateVersion } from '../models/templates';
import { type Page, type PageRequest, newestFirst } from '../page';

export interface TemplateFilter {
  status?: ('active' | 'archived')[];
  q?: string;
  area_id?: string;
}

/** A template with the version asked for. */
export interface VersionedTemplate {
  id: string;
  area_id: string | null;
  /** The newest version's number. */
  current_version: number;
  /** Of the template as a whole. */
  template_status: 'active' | 'archived';
  name: string;
  description: string | null;
  version: number;
  structure: Structure;
  settings: Settings;
  created_by: string | null;
  created_at: Date;
}

export function createTemplates(connection: Connection) {
  return {
    async insert(
      template: Omit<VersionedTemplate, 'current_version' | 'template_status' | 'version'>,
    ): Promise<void> {
      const { structure, settings, ...rest } = template;
      await Template.query(connection).insert({ ...rest, version: 1 });
      await this.addVersion({ ...template, version: 1 });
    },

    async addVersion({
      id,
      version,
      name,
      description,
      structure,
      settings,
      created_by,
      created_at,
    }: Omit<VersionedTemplate, 'current_version' | 'template_status' | 'area_id'>): Promise<void> {
      await TemplateVersion.query(connection).insert({
        template_id: id,
        version,
        name,
        description,
        structure,
        settings,
        created_by,
        created_at,
      });
    },

    async lock(id: string): Promise<Template | undefined> {
      return Template.query(connection).findById(id).forNoKeyUpdate();
    },

    async update(
      id: string,
      patch: Partial<Pick<Template, 'name' | 'description' | 'version' | 'status'>>,
    ): Promise<void> {
      await Template.query(connection).findById(id).patch(patch);
    },

    async find(id: string, version?: number): Promise<VersionedTemplate | undefined> {
      const { rows } = await connection.raw(
        `select t.id, t.area_id, t.version as current_version, t.status as template_status, v.name, v.description, v.version,
                v.structure, v.settings, v.created_by, v.created_at
           from templates t join template_versions v on v.template_id = t.id and v.version = coalesce(?, t.version)
          where t.id = ?`,
        [version ?? null, id],
      );
      return rows[0];
    },

    async findActiveByName(name: string): Promise<Template | undefined> {
      return Template.query(connection)
        .whereRaw('lower(name) = lower(?)', [name])
        .where('status', 'active')
        .first();
    },

    async list(filter: TemplateFilter, page: PageRequest): Promise<Page<Template>> {
      const query = Template.query(connection);
      if (filter.status) void query.whereIn('status', filter.status);
      if (filter.area_id) void query.where('area_id', filter.area_id);
      if (filter.q) void query.whereRaw('name ilike ?', [`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`]);
      return newestFirst(query, page);
    },

    /** Newest first, without the structure. */
    async versions(id: string): Promise<Omit<TemplateVersion, 'structure' | 'settings'>[]> {
      return TemplateVersion.query(connection)
        .select('template_id', 'version', 'name', 'description', 'created_by', 'created_at')
        .where('template_id', id)
        .orderBy('version', 'desc');
    },
  };
}
