import { endSessionsOf } from '../auth/endSession';
import type { ServiceContext } from '../context';
import { assertManagesSessions } from './assertManagesSessions';

/** Signs a user out everywhere, but for the session named. */
export async function revokeSessions(
  ctx: ServiceContext,
  userId: string,
  { except = null }: { except?: string | null } = {},
): Promise<void> {
  await assertManagesSessions(ctx, userId);
  await ctx.db.transaction((tx) => endSessionsOf(tx, userId, { actor: ctx.actor, at: ctx.now(), except }));
}
