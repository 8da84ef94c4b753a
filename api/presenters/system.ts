import { type Static, Type } from '@sinclair/typebox';
import { SLOT_CAUSES } from '../../domain/schedule';
import type { SystemState as State } from '../../services/system/getSystemState';
import { Timestamp, Uuid, nullable, oneOf } from '../schemas';

const Part = Type.Object({ status: oneOf(['ok', 'down']), latency_ms: nullable(Type.Integer()) });

const Queue = Type.Object({
  queue: Type.String(),
  workers: Type.Array(Type.Object({ identity: Type.String(), last_seen_at: Timestamp })),
  backlog: Type.Integer({ description: 'What waits for a worker, as far as Temporal knows' }),
});

const MissedSlot = Type.Object({
  schedule_id: Uuid,
  name: Type.String(),
  slot_at: Timestamp,
  cause: oneOf(SLOT_CAUSES),
});

const Audit = Type.Object({
  head_seq: Type.Integer(),
  last_anchor: nullable(Type.Object({ at: Timestamp, seq: Type.Integer(), genuine: Type.Boolean() })),
  anchors_readable: Type.Boolean({ description: 'false while the storage does not answer' }),
});

const Backup = Type.Object({
  last_success_at: nullable(Timestamp),
  last_size_bytes: nullable(Type.Integer()),
  last_try: nullable(
    Type.Object({ status: oneOf(['running', 'done', 'failed', 'removed']), started_at: Timestamp }),
  ),
});

export const SystemState = Type.Object(
  {
    at: Timestamp,
    version: Type.String(),
    started_at: Timestamp,
    status: oneOf(['ok', 'degraded', 'down']),
    parts: Type.Object({ postgres: Part, temporal: Part, s3: Part }),
    queues: nullable(Type.Array(Queue, { description: 'Null while Temporal does not answer' })),
    outbox: Type.Object({ messages: Type.Integer(), oldest_age_seconds: Type.Number() }),
    missed_slots: Type.Object({
      since: Timestamp,
      total: Type.Integer(),
      items: Type.Array(MissedSlot, { description: 'The newest' }),
    }),
    audit: Audit,
    backup: Backup,
    bitrix: nullable(Type.Object({ pending: Type.Integer(), failed: Type.Integer() })),
    telegram: Type.Boolean({ description: 'Whether there is a bot' }),
  },
  { $id: 'SystemState' },
);

export function systemStateJson(state: State): Static<typeof SystemState> {
  const { readiness, queues, missed_slots, audit, backup, at, started_at, ...rest } = state;
  const down = { status: 'down' as const, latency_ms: null };
  const { postgres = down, temporal = down, s3 = down } = readiness.parts;
  return {
    ...rest,
    at: at.toISOString(),
    started_at: started_at.toISOString(),
    status: readiness.status,
    parts: { postgres, temporal, s3 },
    queues:
      queues &&
      queues.map(({ workers, ...queue }) => ({
        ...queue,
        workers: workers.map(({ identity, last_seen_at }) => ({
          identity,
          last_seen_at: last_seen_at.toISOString(),
        })),
      })),
    missed_slots: {
      ...missed_slots,
      since: missed_slots.since.toISOString(),
      items: missed_slots.items.map((slot) => ({ ...slot, slot_at: slot.slot_at.toISOString() })),
    },
    audit: {
      head_seq: audit.head.seq,
      last_anchor: audit.anchor && {
        at: audit.anchor.at,
        seq: audit.anchor.seq,
        genuine: audit.anchor.genuine,
      },
      anchors_readable: audit.anchors_readable,
    },
    backup: {
      ...backup,
      last_success_at: backup.last_success_at && backup.last_success_at.toISOString(),
      last_try: backup.last_try && {
        status: backup.last_try.status,
        started_at: backup.last_try.started_at.toISOString(),
      },
    },
  };
}
