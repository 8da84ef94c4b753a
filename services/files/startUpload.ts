import { v7 as uuidv7 } from 'uuid';
import { typeFault } from '../../clients/images';
import type { PostPolicy } from '../../clients/storage';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { fileName } from './fileName';

export const LARGEST_FILE_BYTES = 25 * 1024 * 1024;
const UPLOAD_SECONDS = 15 * 60;

export interface NewUpload {
  name: string;
  content_type: string;
  size_bytes: number;
}

/** Reserves a file and tells the caller how to upload its content straight to S3. */
export async function startUpload(
  ctx: ServiceContext,
  { name, content_type, size_bytes }: NewUpload,
): Promise<{ id: string; upload: PostPolicy }> {
  const fault = typeFault(content_type);
  if (fault) throw new DomainError('file.unreadable', { faults: [{ path: '/content_type', code: fault }] });
  if (size_bytes < 1)
    throw new DomainError('file.unreadable', {
      faults: [{ path: '/size_bytes', code: 'field.out_of_range' }],
    });
  if (size_bytes > LARGEST_FILE_BYTES) throw new DomainError('file.too_large');

  const id = uuidv7();
  const object_key = `raw/${id}`;
  const upload = await ctx.storage.postPolicy(object_key, {
    contentType: content_type,
    maxBytes: size_bytes,
    expiresSeconds: UPLOAD_SECONDS,
  });
  await ctx.db.transaction(async (tx) => {
    await tx.files.insert({
      id,
      name: fileName(name),
      content_type,
      size_bytes,
      object_key,
      uploaded_by: ctx.actor.user_id,
      created_at: ctx.now(),
    });
    tx.audit.append({
      actor: ctx.actor,
      action: 'file.create',
      entity_id: id,
      area_id: ctx.actor.area_id,
      diff: { before: null, after: { status: 'pending', content_type, size_bytes } },
    });
  });
  return { id, upload };
}
