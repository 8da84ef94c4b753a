import type { Notice } from '../../db/models/records';
import type { Page, PageRequest } from '../../db/page';
import type { ServiceContext } from '../context';

/** What the product had to tell the caller, newest first. */
export function listNotices(
  ctx: ServiceContext,
  { unread }: { unread?: boolean },
  page: PageRequest,
): Promise<Page<Notice>> {
  return ctx.db.read.notices.list(ctx.actor.user_id, unread, page);
}
