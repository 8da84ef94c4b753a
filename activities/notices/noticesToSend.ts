import type { NoticeActivityDeps } from './index';
import { tellAt } from '../../domain/notice';

/** Notices for a person's Telegram: those to be sent now, and when the next ones may be (RFC 3339). */
export interface NoticesToSend {
  ids: string[];
  next_at: string | null;
}

const MOST_AT_ONCE = 20;
/** A New Year's holiday and more: what waits for the next shift is told then. */
const FRESH_MS = 14 * 24 * 3_600_000;

/** The oldest first; none for whom the bot does not know. Quiet hours are told by the calendar of the person's area. */
export async function noticesToSend(
  { db, now }: Pick<NoticeActivityDeps, 'db' | 'now'>,
  userId: string,
): Promise<NoticesToSend> {
  const nothing = { ids: [], next_at: null };
  const [person, link] = await Promise.all([
    db.read.people.find(userId),
    db.read.telegramLinks.findByUser(userId),
  ]);
  if (!person?.active || !link) return nothing;
  const since = new Date(Math.max(link.linked_at.getTime(), now().getTime() - FRESH_MS));
  const notices = await db.read.notices.unsent(userId, since);
  if (notices.length === 0) return nothing;
  const place = person.area_id === null ? undefined : await db.read.places.find(person.area_id);
  const hours = place?.calendar ? { calendar: place.calendar, time_zone: place.time_zone } : undefined;
  const at = now();
  const timed = notices.map(({ id, kind, data }) => ({ id, at: tellAt({ kind, data }, at, hours) }));
  const later = timed.filter((notice) => notice.at > at).map((notice) => notice.at.getTime());
  return {
    ids: timed
      .filter((notice) => notice.at <= at)
      .slice(0, MOST_AT_ONCE)
      .map(({ id }) => id),
    next_at: later.length > 0 ? new Date(Math.min(...later)).toISOString() : null,
  };
}
