import { type Static, Type } from '@sinclair/typebox';
import type { FileRow } from '../../db/repositories/files';
import type { Actor } from '../../domain/actor';
import { FILE_ACTS, fileActs } from '../../services/files/fileActs';
import { Timestamp, Uuid, nullable, oneOf } from '../schemas';

export const FileBody = Type.Object(
  {
    id: Uuid,
    name: Type.String(),
    content_type: Type.String(),
    size_bytes: Type.Integer({ description: 'As declared while pending, of the kept picture once ready' }),
    sha256: nullable(Type.String()),
    width: nullable(Type.Integer()),
    height: nullable(Type.Integer()),
    status: oneOf(['pending', 'ready']),
    created_at: Timestamp,
    may: Type.Array(oneOf(FILE_ACTS)),
  },
  { $id: 'File' },
);
export type FileBody = Static<typeof FileBody>;

export function presentFile(file: FileRow, actor: Actor): FileBody {
  const { id, name, content_type, size_bytes, sha256, width, height, status, created_at } = file;
  return {
    ...{ id, name, content_type, size_bytes, sha256, width, height, status },
    created_at: created_at.toISOString(),
    may: fileActs(file, actor),
  };
}
