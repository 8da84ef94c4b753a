import type { FileRow } from '../../db/repositories/files';
import { DomainError } from '../../domain/errors';
import { may } from '../../policies/authorize';
import { visibleCheck } from '../checks/visibleCheck';
import type { ServiceContext } from '../context';
import { fileFacts } from './fileActs';

/** The file, if the caller may see it; else it is not there. */
export async function visibleFile(ctx: ServiceContext, fileId: string): Promise<FileRow> {
  const file = await ctx.db.read.files.find(fileId);
  if (!file || !(await isVisible(ctx, file))) throw new DomainError('file.not_found');
  return file;
}

/** To its uploader; a template's guidance to everybody; what is attached to a check to whoever sees the check. */
async function isVisible(ctx: ServiceContext, file: FileRow): Promise<boolean> {
  if (may(ctx.actor, 'view', 'File', fileFacts(file)) || file.template_id !== null) return true;
  if (file.check_id === null) return false;
  return visibleCheck(ctx, file.check_id).then(
    () => true,
    (error: unknown) => {
      if (error instanceof DomainError && error.code === 'check.not_found') return false;
      throw error;
    },
  );
}
