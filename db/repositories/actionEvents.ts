import { v7 as uuidv7 } from 'uuid';
import type { ActionEventKind } from '../../domain/action';
import { type Actor, userIdOf } from '../../domain/actor';
import type { Connection } from '../connection';

export interface NewActionEvent {
  action_id: string;
  seq: number;
  kind: ActionEventKind;
  actor: Actor;
  at: Date;
  planned_at?: Date;
  data?: Record<string, unknown>;
  /** The business key that makes the event happen once. */
  key?: string;
}

export interface ActionEventRow {
  id: string;
  seq: number;
  at: Date;
  planned_at: Date | null;
  kind: ActionEventKind;
  actor_kind: Actor['kind'];
  actor_id: string | null;
  actor_name: string | null;
  data: Record<string, unknown>;
}

export function createActionEvents(connection: Connection) {
  return {
    async append({ actor, data = {}, ...event }: NewActionEvent): Promise<void> {
      await connection('action_events').insert({
        id: uuidv7(),
        ...event,
        actor_kind: actor.kind,
        actor_id: userIdOf(actor),
        data: JSON.stringify(data),
      });
    },

    /** The business keys of what has happened. */
    async keys(actionId: string): Promise<Set<string>> {
      const keys = await connection('action_events')
        .where({ action_id: actionId })
        .whereNotNull('key')
        .pluck('key');
      return new Set(keys as string[]);
    },

    /** Oldest first, comments in their place; `afterSeq` excludes. */
    async list(actionId: string, afterSeq: number, limit: number): Promise<ActionEventRow[]> {
      const { rows } = await connection.raw(
        `select e.id, e.seq, e.at, e.planned_at, e.kind, e.actor_kind, e.actor_id, u.full_name as actor_name, e.data
           from (
             select id, seq, at, planned_at, kind, actor_kind, actor_id, data from action_events where action_id = :id
             union all
             select id, seq, created_at, null, 'commented', case when author_id is null then 'integration' else 'user' end,
                    author_id, jsonb_build_object('text', text, 'files', to_jsonb(files), 'author', author_name)
               from action_comments where action_id = :id
           ) e left join users u on u.id = e.actor_id
          where e.seq > :afterSeq order by e.seq limit :limit`,
        { id: actionId, afterSeq, limit },
      );
      return rows;
    },
  };
}
