import type { DayCounts } from '../../db/repositories/digests';
import { firstWorkingMoment } from '../../domain/notice';
import { wallTime } from '../../domain/localTime';
import type { NoticeActivityDeps } from './index';

/** Where no calendar says when the day begins. */
const MORNING = '08:00';
/** An outage longer than this takes the day's digest with it. */
const LATEST_MS = 4 * 3_600_000;

/**
 * Tells supervisors whom the bot knows where their area stands, once a day, when its first shift begins. Returns how
 * many were told.
 */
export async function tellDigests({ db, now }: Pick<NoticeActivityDeps, 'db' | 'now'>): Promise<number> {
  const at = now();
  let told = 0;
  for (const reader of await db.read.digests.readers()) {
    const place = reader.area_id === null ? undefined : await db.read.places.find(reader.area_id);
    const zone = place?.time_zone ?? 'UTC';
    const date = wallTime(at, zone).slice(0, 10);
    const begins = firstWorkingMoment(date, place?.calendar ?? null, zone, MORNING);
    if (!begins || begins > at || at.getTime() - begins.getTime() > LATEST_MS) continue;
    const key = `daily_digest:${date}`;
    if (await db.read.notices.isTold(reader.id, key)) continue;
    const counts: DayCounts = await db.read.digests.countsOf(reader.area_id, zone, date);
    await db.transaction(async (tx) => {
      await tx.notices.tell([
        {
          user_id: reader.id,
          kind: 'daily_digest',
          check_id: null,
          key,
          data: { ...counts, date: date.split('-').reverse().join('.') },
        },
      ]);
    });
    told += 1;
  }
  return told;
}
