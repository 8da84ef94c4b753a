import { createHash, randomUUID } from 'node:crypto';
import { type Picture, THUMBNAIL_TYPE } from '../../clients/images';
import type { Storage } from '../../clients/storage';
import type { FileRow } from '../../db/repositories/files';

const EXTENSIONS = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const;

export type KeptPicture = Pick<
  FileRow,
  'content_type' | 'size_bytes' | 'sha256' | 'width' | 'height' | 'status' | 'object_key' | 'thumbnail_key'
>;

/** Stores a picture and its thumbnail under keys never used before; the row that names them is the caller's. */
export async function keepPicture(storage: Storage, fileId: string, picture: Picture): Promise<KeptPicture> {
  const { content, content_type, width, height, thumbnail } = picture;
  const key = `pictures/${fileId}/${randomUUID()}`;
  const kept = {
    content_type,
    size_bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    width,
    height,
    status: 'ready',
    object_key: `${key}.${EXTENSIONS[content_type]}`,
    thumbnail_key: `${key}.thumb.webp`,
  } as const;
  await Promise.all([
    storage.put(kept.object_key, content, content_type),
    storage.put(kept.thumbnail_key, thumbnail, THUMBNAIL_TYPE),
  ]);
  return kept;
}

/** What the audit log keeps of a picture. */
export function auditedPicture({ status, content_type, size_bytes, sha256, width, height }: KeptPicture) {
  return { status, content_type, size_bytes, sha256, width, height };
}
