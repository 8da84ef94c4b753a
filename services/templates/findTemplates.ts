import type { TemplateVersionKey, VersionedTemplate } from '../../db/repositories/templates';
import { may } from '../../policies/authorize';
import type { ServiceContext } from '../context';

/** Versions in the order of the keys; undefined where the caller may not see it. */
export async function findTemplates(
  ctx: ServiceContext,
  keys: readonly TemplateVersionKey[],
): Promise<(VersionedTemplate | undefined)[]> {
  if (!may(ctx.actor, 'view', 'Template')) return keys.map(() => undefined);
  return ctx.db.read.templates.findVersions(keys);
}
