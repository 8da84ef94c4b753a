import type { AuthoredComment } from '../../db/repositories/comments';
import type { ServiceContext } from '../context';

/** The comments of checks that the caller sees, oldest first within each. */
export function commentsOf(ctx: ServiceContext, checkIds: readonly string[]): Promise<AuthoredComment[]> {
  return ctx.db.read.comments.ofChecks(checkIds);
}
