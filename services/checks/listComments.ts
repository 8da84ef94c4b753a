import type { AuthoredComment } from '../../db/repositories/comments';
import type { ServiceContext } from '../context';
import { visibleCheck } from './visibleCheck';

export async function listComments(ctx: ServiceContext, checkId: string): Promise<AuthoredComment[]> {
  await visibleCheck(ctx, checkId);
  return ctx.db.read.comments.list(checkId);
}
