import type { Session } from '../../db/models/people';
import type { Page, PageRequest } from '../../db/page';
import type { ServiceContext } from '../context';
import { assertManagesSessions } from './assertManagesSessions';

/** Where a user is signed in, newest first. */
export async function listSessions(
  ctx: ServiceContext,
  userId: string,
  page: PageRequest,
): Promise<Page<Session>> {
  await assertManagesSessions(ctx, userId);
  return ctx.db.read.sessions.listLive(userId, ctx.now(), page);
}
