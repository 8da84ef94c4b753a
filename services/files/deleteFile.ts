import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { dropObjects } from './dropObjects';
import { fileFacts } from './fileActs';
import { visibleFile } from './visibleFile';

/** Deletes a file that is not attached to anything. @throws DomainError `file.attached` */
export async function deleteFile(ctx: ServiceContext, fileId: string): Promise<void> {
  await visibleFile(ctx, fileId);
  const file = await ctx.db.transaction(async (tx) => {
    const locked = await tx.files.lock(fileId);
    if (!locked) throw new DomainError('file.not_found');
    authorize(ctx.actor, 'delete', 'File', fileFacts(locked));
    await tx.files.remove(fileId);
    const { status, sha256 } = locked;
    tx.audit.append({
      actor: ctx.actor,
      action: 'file.delete',
      entity_id: fileId,
      area_id: ctx.actor.area_id,
      diff: { before: { status, ...(sha256 !== null && { sha256 }) }, after: null },
    });
    return locked;
  });
  await dropObjects(ctx, [file.object_key, file.thumbnail_key]);
}
