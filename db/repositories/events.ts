import { v7 as uuidv7 } from 'uuid';
import { type Actor, userIdOf } from '../../domain/actor';
import type { TimelineKind } from '../../domain/check';
import type { Connection } from '../connection';
import { prepared } from '../prepared';

export interface NewEvent {
  check_id: string;
  seq: number;
  kind: TimelineKind;
  actor: Actor;
  at: Date;
  planned_at?: Date | null;
  data?: Record<string, unknown>;
  /** The business key that makes the event happen once. */
  key?: string | null;
}

export function createEvents(connection: Connection) {
  return {
    async append(event: NewEvent): Promise<void> {
      await this.appendAll([event]);
    },

    async appendAll(events: readonly NewEvent[]): Promise<void> {
      if (events.length === 0) return;
      const rows = events.map(({ actor, data = {}, ...event }) => ({
        id: uuidv7(),
        ...event,
        actor_kind: actor.kind,
        actor_id: userIdOf(actor),
        data,
      }));
      await prepared(
        connection,
        'events_append',
        `insert into check_events (id, check_id, seq, kind, at, planned_at, actor_kind, actor_id, data, key)
         select id, check_id, seq, kind, at, planned_at, actor_kind, actor_id, data, key
           from jsonb_to_recordset($1::jsonb) as n(id uuid, check_id uuid, seq bigint, kind text, at timestamptz,
                planned_at timestamptz, actor_kind text, actor_id uuid, data jsonb, key text)`,
        [JSON.stringify(rows)],
      );
    },

    /** The business keys of what has happened. */
    async keys(checkId: string): Promise<Set<string>> {
      const found = await prepared<{ key: string }>(
        connection,
        'events_keys',
        'select key from check_events where check_id = $1 and key is not null',
        [checkId],
      );
      return new Set(found.map((event) => event.key));
    },

    async lastOfKind(
      checkId: string,
      kind: TimelineKind,
    ): Promise<{ data: Record<string, unknown>; actor_id: string | null; at: Date } | undefined> {
      return connection('check_events')
        .where({ check_id: checkId, kind })
        .orderBy('seq', 'desc')
        .first('data', 'actor_id', 'at');
    },
  };
}
