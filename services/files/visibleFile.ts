import type { FileRow } from '../../db/repositories/files';
import { DomainError } from '../../domain/errors';
import { may } from '../../policies/authorize';
import { visibleAction } from '../actions/visibleAction';
import { visibleCheck } from '../checks/visibleCheck';
import type { ServiceContext } from '../context';
import { fileFacts } from './fileActs';

/** The file, if the caller may see it; else it is not there. */
export async function visibleFile(ctx: ServiceContext, fileId: string): Promise<FileRow> {
  const file = await ctx.db.read.files.find(fileId);
  if (!file || !(await isVisible(ctx, file))) throw new DomainError('file.not_found');
  return file;
}

/** To its uploader; a template's guidance to everybody; what is attached to a check or an action to whoever sees that. */
async function isVisible(ctx: ServiceContext, file: FileRow): Promise<boolean> {
  if (may(ctx.actor, 'view', 'File', fileFacts(file)) || file.template_id !== null) return true;
  if (file.check_id !== null) return isThere(visibleCheck(ctx, file.check_id));
  return file.action_id !== null && isThere(visibleAction(ctx, file.action_id));
}

function isThere(holder: Promise<unknown>): Promise<boolean> {
  return holder.then(
    () => true,
    (error: unknown) => {
      if (error instanceof DomainError && NOT_THERE.includes(error.code)) return false;
      throw error;
    },
  );
}

const NOT_THERE: readonly string[] = ['check.not_found', 'action.not_found'];
