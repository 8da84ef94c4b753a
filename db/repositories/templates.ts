import type { Settings, Structure } from '../../domain/template';
import type { Connection } from '../connection';
import { prepared } from '../prepared';
import { Template, TemplateVersion } from '../models/templates';
import { type Page, type PageRequest, newestFirst } from '../page';

export interface TemplateFilter {
  status?: ('active' | 'archived')[];
  q?: string;
  area_id?: string;
}

export interface NewTemplate {
  id: string;
  area_id: string | null;
  name: string;
  description: string | null;
  structure: Structure;
  settings: Settings;
  created_by: string | null;
  created_at: Date;
}

/** A template with the version asked for; `created_…` are the template's, `updated_…` the version's. */
export interface VersionedTemplate extends NewTemplate {
  /** The newest version's number. */
  current_version: number;
  /** Of the template as a whole. */
  template_status: 'active' | 'archived';
  version: number;
  updated_by: string | null;
  updated_at: Date;
  report_template_key: string | null;
  report_template_extension: Template['report_template_extension'];
}

export type ListedTemplate = Omit<VersionedTemplate, 'structure'>;

export interface TemplateVersionKey {
  template_id: string;
  version: number;
}

/** Columns of ListedTemplate. */
const LISTED = [
  'templates.id',
  'templates.area_id',
  'templates.version as current_version',
  'templates.status as template_status',
  'templates.created_by',
  'templates.created_at',
  'templates.report_template_key',
  'templates.report_template_extension',
  'v.version',
  'v.name',
  'v.description',
  'v.settings',
  'v.created_by as updated_by',
  'v.created_at as updated_at',
];

/** Of files by id, by the template they may belong to, and by their uploader. */
const USABLE = `id = any(?) and status = 'ready' and check_id is null and action_id is null
  and (template_id = ? or uploaded_by = ?)`;

export function createTemplates(connection: Connection) {
  return {
    async insert(template: NewTemplate): Promise<void> {
      const { structure, settings, ...rest } = template;
      await Template.query(connection).insert({ ...rest, version: 1 });
      await this.addVersion({ ...template, version: 1 });
    },

    async addVersion(template: Omit<NewTemplate, 'area_id'> & { version: number }): Promise<void> {
      const { id, version, name, description, structure, settings, created_by, created_at } = template;
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

    async update(id: string, patch: Partial<Omit<TemplateRow, 'id'>>): Promise<void> {
      await Template.query(connection).findById(id).patch(patch);
    },

    async find(id: string, version?: number): Promise<VersionedTemplate | undefined> {
      return connection('templates')
        .join('template_versions as v', 'v.template_id', 'templates.id')
        .where('templates.id', id)
        .where('v.version', version ?? connection.ref('templates.version'))
        .first(...LISTED, 'v.structure');
    },

    /** The current versions, without what they hold. */
    async heads(ids: readonly string[]): Promise<Pick<TemplateRow, 'id' | 'version' | 'status'>[]> {
      return prepared(
        connection,
        'templates_heads',
        'select id, version, status from templates where id = any($1)',
        [[...ids]],
      );
    },

    /** In the order of the keys; undefined where there is no such version. */
    async findVersions(keys: readonly TemplateVersionKey[]): Promise<(VersionedTemplate | undefined)[]> {
      const pairs = keys.map(({ template_id, version }): [string, number] => [template_id, version]);
      const rows: VersionedTemplate[] = await connection('templates')
        .join('template_versions as v', 'v.template_id', 'templates.id')
        .whereIn(['templates.id', 'v.version'], pairs)
        .select(...LISTED, 'v.structure');
      const found = new Map(rows.map((row) => [`${row.id}:${row.version}`, row]));
      return keys.map(({ template_id, version }) => found.get(`${template_id}:${version}`));
    },

    async findActiveByName(name: string): Promise<Template | undefined> {
      return Template.query(connection)
        .whereRaw('lower(name) = lower(?)', [name])
        .where('status', 'active')
        .first();
    },

    async list(filter: TemplateFilter, page: PageRequest): Promise<Page<ListedTemplate>> {
      const query = Template.query(connection)
        .joinRaw('join template_versions v on v.template_id = templates.id and v.version = templates.version')
        .select(LISTED);
      if (filter.status) void query.whereIn('templates.status', filter.status);
      if (filter.area_id) void query.where('templates.area_id', filter.area_id);
      if (filter.q) {
        void query.whereRaw('templates.name ilike ?', [`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`]);
      }
      // Objection types rows by the model, and LISTED selects more than its columns.
      return (await newestFirst(query, page)) as unknown as Page<ListedTemplate>;
    },

    /** Newest first, without the structure. */
    async versions(id: string): Promise<Omit<TemplateVersion, 'structure' | 'settings'>[]> {
      return TemplateVersion.query(connection)
        .select('template_id', 'version', 'name', 'description', 'created_by', 'created_at')
        .where('template_id', id)
        .orderBy('version', 'desc');
    },

    /** Which of these users (active ones, by id) and roles (by name) there are. */
    async known(named: { userIds: readonly string[]; roles: readonly string[] }): Promise<Set<string>> {
      const { rows } = await connection.raw(
        `select id::text as name from users where id = any(?) and active
         union all select name from roles where name = any(?)`,
        [[...named.userIds], [...named.roles]],
      );
      return new Set((rows as { name: string }[]).map((row) => row.name));
    },

    /**
     * Binds guidance pictures: ready files that their uploader has given to no check and no action. Files of this template
     * stay its own. Returns the ids that may not be used.
     */
    async bindFiles(ids: readonly string[], templateId: string, uploaderId: string): Promise<string[]> {
      if (ids.length === 0) return [];
      const { rows } = await connection.raw(
        `update files set template_id = coalesce(template_id, ?)
          where ${USABLE} returning id`,
        [templateId, [...ids], templateId, uploaderId],
      );
      const bound = new Set((rows as { id: string }[]).map((row) => row.id));
      return ids.filter((id) => !bound.has(id));
    },

    /** As bindFiles, but changes nothing; `templateId` null for a template that does not exist yet. */
    async unusableFiles(
      ids: readonly string[],
      templateId: string | null,
      uploaderId: string,
    ): Promise<string[]> {
      if (ids.length === 0) return [];
      const { rows } = await connection.raw(`select id from files where ${USABLE}`, [
        [...ids],
        templateId,
        uploaderId,
      ]);
      const usable = new Set((rows as { id: string }[]).map((row) => row.id));
      return ids.filter((id) => !usable.has(id));
    },
  };
}

type TemplateRow = Pick<
  Template,
  | 'id'
  | 'name'
  | 'description'
  | 'area_id'
  | 'version'
  | 'status'
  | 'report_template_key'
  | 'report_template_extension'
>;
