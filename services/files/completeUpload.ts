import { type Picture, readPicture } from '../../clients/images';
import type { FileRow } from '../../db/repositories/files';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { dropObjects } from './dropObjects';
import { fileFacts } from './fileActs';
import { type KeptPicture, auditedPicture, keepPicture } from './keepPicture';
import { LARGEST_FILE_BYTES } from './startUpload';
import { visibleFile } from './visibleFile';

/**
 * Makes an uploaded picture usable. Repeating it gives the same file.
 * @throws DomainError `file.not_uploaded`, `file.unreadable` (it may then be uploaded again)
 */
export async function completeUpload(ctx: ServiceContext, fileId: string): Promise<FileRow> {
  const file = await visibleFile(ctx, fileId);
  authorize(ctx.actor, 'complete', 'File', fileFacts(file));
  if (file.status === 'ready') return file;

  const uploaded = await ctx.storage.find(file.object_key, LARGEST_FILE_BYTES);
  if (!uploaded) return completedMeanwhile(ctx, fileId);
  const picture = await pictureIn(ctx, file, uploaded);
  const kept = await keepPicture(ctx.storage, fileId, picture);
  const { outcome, unused } = await record(ctx, fileId, kept);
  await dropObjects(ctx, unused);
  if (!outcome) throw new DomainError('file.not_found');
  return outcome;
}

/** The upload is gone: another request with the same wish took it, or there never was one. */
async function completedMeanwhile(ctx: ServiceContext, fileId: string): Promise<FileRow> {
  const file = await ctx.db.read.files.find(fileId);
  if (file?.status !== 'ready') throw new DomainError('file.not_uploaded');
  return file;
}

async function pictureIn(ctx: ServiceContext, file: FileRow, uploaded: Buffer): Promise<Picture> {
  try {
    return await readPicture(uploaded, file.content_type);
  } catch (error) {
    await dropObjects(ctx, [file.object_key]);
    throw error;
  }
}

/** `unused` are the objects that no row names after the commit. */
function record(ctx: ServiceContext, fileId: string, kept: KeptPicture) {
  return ctx.db.transaction(async (tx): Promise<{ outcome?: FileRow; unused: (string | null)[] }> => {
    const file = await tx.files.lock(fileId);
    if (file?.status !== 'pending')
      return { ...(file && { outcome: file }), unused: [kept.object_key, kept.thumbnail_key] };
    await tx.files.update(fileId, kept);
    tx.audit.append({
      actor: ctx.actor,
      action: 'file.complete',
      entity_id: fileId,
      area_id: ctx.actor.area_id,
      diff: {
        before: { status: file.status, size_bytes: file.size_bytes },
        after: auditedPicture(kept),
      },
    });
    return { outcome: { ...file, ...kept }, unused: [file.object_key] };
  });
}
