import { THUMBNAIL_TYPE } from '../../clients/images';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { visibleFile } from './visibleFile';

const LINK_SECONDS = 10 * 60;

/** A link to the content that works for ten minutes without signing in. @throws DomainError `file.not_uploaded` */
export async function getFileLink(
  ctx: ServiceContext,
  fileId: string,
  { thumbnail = false }: { thumbnail?: boolean } = {},
): Promise<string> {
  const file = await visibleFile(ctx, fileId);
  if (file.status !== 'ready') throw new DomainError('file.not_uploaded');
  const small = thumbnail && file.thumbnail_key !== null;
  return ctx.storage.presignGet(small && file.thumbnail_key ? file.thumbnail_key : file.object_key, {
    expiresSeconds: LINK_SECONDS,
    fileName: file.name,
    contentType: small ? THUMBNAIL_TYPE : file.content_type,
    inline: true,
  });
}
