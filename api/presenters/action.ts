import type { AuthoredActionComment } from '../../db/repositories/actionComments';
import type { FileRow } from '../../db/repositories/files';
import { isActionRunning } from '../../domain/action';
import type { Actor, Locale } from '../../domain/actor';
import { timelineSentence } from '../../locales/timelineSentence';
import type { ActionTimeline } from '../../services/actions/getActionTimeline';
import type { ActionWithActs } from '../../services/actions/withActionActs';
import type { ActionCommentJson, ActionJson } from '../schemas/action';
import { encodeSeq } from '../seqCursor';
import { presentFile } from './file';

const iso = (date: Date | null): string | null => date && date.toISOString();

export function actionJson({ action, files, may }: ActionWithActs, actor: Actor, now: Date): ActionJson {
  const { id, check_id, question_id, origin, title, description, priority, status, revision } = action;
  const { escalation_level, evidence_required, created_by, verified_by } = action;
  return {
    ...{ id, check_id, question_id, origin, title, description, priority },
    owner: {
      id: action.owner_id,
      username: action.owner_username,
      full_name: action.owner_full_name,
    },
    area:
      action.area_id && action.area_name
        ? { id: action.area_id, name: action.area_name, time_zone: action.time_zone }
        : null,
    ...{ status, revision },
    overdue: isActionRunning(status) && action.due_at <= now,
    escalation_level,
    due_at: action.due_at.toISOString(),
    verify_due_at: iso(action.verify_due_at),
    evidence_required,
    files: files.map((file) => presentFile(file, actor)),
    external: externalJson(action),
    created_by,
    created_at: action.created_at.toISOString(),
    started_at: iso(action.started_at),
    done_at: iso(action.done_at),
    verified_by,
    ended_at: iso(action.ended_at),
    may,
  };
}

function externalJson({
  external_system: system,
  external_id: id,
  sync_status,
  sync_error,
  last_sync_at,
}: ActionWithActs['action']): ActionJson['external'] {
  if (system === null || sync_status === null) return null;
  return { system, id, sync_status, sync_error, last_sync_at: iso(last_sync_at) };
}

export function actionCommentJson(
  comment: AuthoredActionComment,
  files: ReadonlyMap<string, FileRow>,
  actor: Actor,
): ActionCommentJson {
  const { id, action_id, text, author_id, author_full_name, created_at } = comment;
  return {
    ...{ id, action_id, text },
    files: comment.files.flatMap((file) => {
      const row = files.get(file);
      return row ? [presentFile(row, actor)] : [];
    }),
    author: { id: author_id, full_name: author_full_name },
    created_at: created_at.toISOString(),
  };
}

export function actionTimelineJson(timeline: ActionTimeline, locale: Locale) {
  return {
    items: timeline.items.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      planned_at: iso(row.planned_at),
      kind: row.kind,
      actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
      text: timelineSentence(row, timeline, locale, 'actionTimeline'),
      data: row.data,
    })),
    planned: timeline.planned.map(({ at, kind, step, to }) => ({
      at: at.toISOString(),
      kind: kind as 'reminder' | 'due' | 'step',
      step,
      to,
    })),
    next_cursor: timeline.next === null ? null : encodeSeq(timeline.next),
  };
}
