import type { Notice } from '../../db/models/records';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';

/** A notice read before keeps its time. @throws DomainError `notice.not_found`, for other people's notices too */
export async function markNoticeRead(ctx: ServiceContext, noticeId: string): Promise<Notice> {
  const { notices } = ctx.db.read;
  const isMine = (notice: Notice | undefined) => notice?.user_id === ctx.actor.user_id;
  if (!isMine(await notices.find(noticeId))) throw new DomainError('notice.not_found');
  await notices.markRead(noticeId, ctx.actor.user_id, ctx.now());
  const notice = await notices.find(noticeId);
  if (!notice) throw new DomainError('notice.not_found');
  return notice;
}
