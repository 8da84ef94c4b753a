import type { VersionedTemplate } from '../../db/repositories/templates';
import type { ServiceContext } from '../context';
import { visibleTemplate } from './visibleTemplate';

/** The newest version, or the one asked for. @throws DomainError `template.not_found` */
export async function getTemplate(
  ctx: ServiceContext,
  templateId: string,
  version?: number,
): Promise<VersionedTemplate> {
  return visibleTemplate(ctx, templateId, version);
}
