import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { visibleUser } from '../users/visibleUser';

/** One's own sessions, or those of a user whom one may manage. @throws DomainError `user.not_found`, `access.denied` */
export async function assertManagesSessions(ctx: ServiceContext, userId: string): Promise<void> {
  if (userId === ctx.actor.user_id) return;
  authorize(ctx.actor, 'update', 'User', await visibleUser(ctx, userId));
}
