import type { FileRow } from '../../db/repositories/files';
import type { ServiceContext } from '../context';

/** Files that answers and comments name which the caller sees, in no order. */
export function findAttached(ctx: ServiceContext, ids: readonly string[]): Promise<FileRow[]> {
  return ctx.db.read.files.findMany(ids);
}
