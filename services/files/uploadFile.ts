import { v7 as uuidv7 } from 'uuid';
import { readPicture } from '../../clients/images';
import type { FileRow } from '../../db/repositories/files';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { fileName } from './fileName';
import { auditedPicture, keepPicture } from './keepPicture';
import { LARGEST_FILE_BYTES } from './startUpload';

/** What programs declare that do not know the type. */
const UNDECLARED = new Set(['', 'application/octet-stream', 'text/plain']);

export interface UploadedContent {
  name: string;
  content: Buffer;
  content_type: string;
}

/** Takes a picture in one go. @throws DomainError `file.unreadable`, `file.too_large` */
export async function uploadFile(
  ctx: ServiceContext,
  { name, content, content_type }: UploadedContent,
): Promise<FileRow> {
  if (content.length > LARGEST_FILE_BYTES) throw new DomainError('file.too_large');
  const picture = await readPicture(content, UNDECLARED.has(content_type) ? undefined : content_type);
  const id = uuidv7();
  const kept = await keepPicture(ctx.storage, id, picture);
  const file = {
    ...kept,
    id,
    name: fileName(name),
    uploaded_by: ctx.actor.user_id,
    check_id: null,
    template_id: null,
    action_id: null,
    created_at: ctx.now(),
  };
  await ctx.db.transaction(async (tx) => {
    await tx.files.insert(file);
    tx.audit.append({
      actor: ctx.actor,
      action: 'file.create',
      entity_id: id,
      area_id: ctx.actor.area_id,
      diff: { before: null, after: auditedPicture(kept) },
    });
  });
  return file;
}
