import type { TimelineRow } from '../../db/repositories/timeline';
import type { Locale } from '../../domain/actor';
import { type SentenceContext, timelineSentence } from '../../locales/timelineSentence';
import { encodeSeq } from '../seqCursor';
import type { Timeline } from '../../services/checks/getTimeline';

export function timelineJson(timeline: Timeline, locale: Locale) {
  return {
    items: timeline.items.map((row) => timelineEntryJson(row, timeline, locale)),
    planned: timeline.planned.map(({ at, kind, step, to }) => ({ at: at.toISOString(), kind, step, to })),
    next_cursor: timeline.next === null ? null : encodeSeq(timeline.next),
  };
}

export function timelineEntryJson(row: TimelineRow, context: SentenceContext, locale: Locale) {
  return {
    id: row.id,
    at: row.at.toISOString(),
    planned_at: row.planned_at && row.planned_at.toISOString(),
    kind: row.kind,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    text: timelineSentence(row, context, locale),
    data: row.data,
  };
}
