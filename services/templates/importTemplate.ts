import type { VersionedTemplate } from '../../db/repositories/templates';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { createTemplate } from './createTemplate';
import { readUpload, type Upload } from './readUpload';

/**
 * Creates a template from a file, under `name` where one is given, else under its own.
 * @throws DomainError `template.import_unreadable` with what cannot be carried over, and all that creating refuses
 */
export async function importTemplate(
  ctx: ServiceContext,
  upload: Upload,
  name?: string,
): Promise<VersionedTemplate> {
  authorize(ctx.actor, 'create', 'Template');
  const { input, placed } = await readUpload(upload);
  return createTemplate(ctx, { ...input, ...(name !== undefined && { name }) }).catch((error: unknown) => {
    if (!(error instanceof DomainError) || !error.details.faults) throw error;
    throw new DomainError(error.code, { ...error.details, faults: error.details.faults.map(placed) });
  });
}
