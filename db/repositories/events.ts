import { v7 as uuidv7 } from 'uuid';
import { type Actor, userIdOf } from '../../domain/actor';
import type { TimelineKind } from '../../domain/check';
import type { Connection } from '../connection';

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
      await connection('check_events').insert(
        events.map(({ actor, data = {}, planned_at = null, key = null, ...event }) => ({
          id: uuidv7(),
          ...event,
          planned_at,
          key,
          actor_kind: actor.kind,
          actor_id: userIdOf(actor),
          data: JSON.stringify(data),
        })),
      );
    },

    /** The business keys of what has happened. */
    async keys(checkId: string): Promise<Set<string>> {
      const found = await connection('check_events')
        .where({ check_id: checkId })
        .whereNotNull('key')
        .pluck('key');
      return new Set(found as string[]);
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
