import type { TemplateVersion } from '../../db/models/templates';
import type { VersionedTemplate } from '../../db/repositories/templates';
import type { ServiceContext } from '../context';
import { visibleTemplate } from './visibleTemplate';

export interface Versions {
  template: VersionedTemplate;
  /** Newest first. */
  versions: Omit<TemplateVersion, 'structure' | 'settings'>[];
}

export async function listVersions(ctx: ServiceContext, templateId: string): Promise<Versions> {
  const template = await visibleTemplate(ctx, templateId);
  return { template, versions: await ctx.db.read.templates.versions(templateId) };
}
