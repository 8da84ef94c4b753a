import type { ServiceContext } from '../context';

/** Returns how many of the caller's notices were not read yet. */
export function markAllRead(ctx: ServiceContext): Promise<number> {
  return ctx.db.read.notices.markAllRead(ctx.actor.user_id, ctx.now());
}
