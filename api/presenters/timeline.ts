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
    actor: actorJson(row),
    text: timelineSentence(row, context, locale),
    data: row.data,
  };
}

/** A schedule is no person: the entry itself tells which one it was. */
function actorJson({ actor_kind: kind, actor_id, actor_name, data }: TimelineRow) {
  const { schedule_id, schedule } = data;
  if (kind === 'schedule' && typeof schedule_id === 'string' && typeof schedule === 'string')
    return { kind, id: schedule_id, name: schedule };
  return { kind, id: actor_id, name: actor_name };
}
