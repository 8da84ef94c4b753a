import type { TemplateVersion } from '../../db/models/templates';
import type { ListedTemplate, VersionedTemplate } from '../../db/repositories/templates';
import type { Actor } from '../../domain/actor';
import { may } from '../../policies/authorize';
import type { ListedTemplateJson, TemplateJson } from '../schemas/template';

const ACTS = ['update', 'archive'] as const;

export function templateJson(template: VersionedTemplate, actor: Actor): TemplateJson {
  return { ...listedTemplateJson(template, actor), structure: template.structure };
}

/** Without the structure. */
export function listedTemplateJson(template: ListedTemplate, actor: Actor): ListedTemplateJson {
  const { template_status, report_template_extension: extension } = template;
  return {
    id: template.id,
    name: template.name,
    description: template.description,
    area_id: template.area_id,
    version: template.version,
    status: statusOf(template, template.version),
    settings: template.settings,
    report_template: extension === null ? null : { extension },
    created_by: template.created_by,
    created_at: template.created_at.toISOString(),
    updated_by: template.updated_by,
    updated_at: template.updated_at.toISOString(),
    may: template_status === 'archived' ? [] : ACTS.filter((act) => may(actor, act, 'Template', template)),
  };
}

export function versionJson(
  version: Omit<TemplateVersion, 'structure' | 'settings'>,
  template: VersionedTemplate,
) {
  return {
    version: version.version,
    status: statusOf(template, version.version),
    name: version.name,
    description: version.description,
    created_by: version.created_by,
    created_at: version.created_at.toISOString(),
  };
}

function statusOf(
  { template_status, current_version }: ListedTemplate,
  version: number,
): ListedTemplateJson['status'] {
  if (template_status === 'archived') return 'archived';
  return version === current_version ? 'active' : 'superseded';
}
