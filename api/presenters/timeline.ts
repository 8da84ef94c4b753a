import type { Locale } from '../../domain/actor';
import { timelineSentence } from '../../locales/timelineSentence';
import { encodeSeq } from '../seqCursor';
import type { Timeline } from '../../services/checks/getTimeline';

export function timelineJson(timeline: Timeline, locale: Locale) {
  return {
    items: timeline.items.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      planned_at: row.planned_at && row.planned_at.toISOString(),
      kind: row.kind,
      actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
      text: timelineSentence(row, timeline, locale),
      data: row.data,
    })),
    planned: timeline.planned.map(({ at, kind, step, to }) => ({ at: at.toISOString(), kind, step, to })),
    next_cursor: timeline.next === null ? null : encodeSeq(timeline.next),
  };
}
