import { type Static, Type } from '@sinclair/typebox';
import { type RecurringTask, TASK_ALLOWED_S } from '../../domain/recurringTask';
import { SLOT_CAUSES } from '../../domain/schedule';
import { TASK_DEEDS } from '../../services/system/taskStates';
import type { SystemState as State } from '../../services/system/getSystemState';
import { Timestamp, Uuid, nullable, oneOf } from '../schemas';

const Part = Type.Object({ status: oneOf(['ok', 'down']), latency_ms: nullable(Type.Integer()) });

const Queue = Type.Object({
  queue: Type.String(),
  workers: Type.Array(
    Type.Object({
      identity: Type.String(),
      last_seen_at: Timestamp,
      build_id: nullable(Type.String({ description: 'Null where builds are not told apart' })),
    }),
  ),
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
  verified: nullable(
    Type.Object(
      {
        at: Timestamp,
        ok: Type.Boolean(),
        seq: Type.Integer({ description: 'Up to which entry' }),
        first_bad_seq: nullable(Type.Integer()),
      },
      { description: 'The last look at the chain by the workers' },
    ),
  ),
});

const Backup = Type.Object({
  last_success_at: nullable(Timestamp),
  last_size_bytes: nullable(Type.Integer()),
  last_try: nullable(
    Type.Object({
      status: oneOf(['running', 'done', 'failed', 'removed']),
      started_at: Timestamp,
      error: nullable(Type.String()),
    }),
  ),
});

const Task = Type.Object({
  task: oneOf(Object.keys(TASK_ALLOWED_S) as RecurringTask[]),
  last_success_at: nullable(Timestamp),
  did: Type.Array(Type.Object({ what: oneOf(TASK_DEEDS), count: Type.Integer() }), {
    description: 'By the last good run',
  }),
  last_failure_at: nullable(Timestamp),
  error: nullable(Type.String()),
  late: Type.Boolean({ description: 'It has not ended well for longer than it may' }),
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
    tasks: Type.Array(Task, { description: 'The product’s own recurring tasks' }),
    bitrix: nullable(Type.Object({ pending: Type.Integer(), failed: Type.Integer() })),
    telegram: Type.Boolean({ description: 'Whether there is a bot' }),
  },
  { $id: 'SystemState' },
);

export function systemStateJson(state: State): Static<typeof SystemState> {
  const { readiness, queues, missed_slots, audit, backup, tasks, at, started_at, ...rest } = state;
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
        workers: workers.map(({ last_seen_at, ...worker }) => ({
          ...worker,
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
      verified: audit.verified && { ...audit.verified, at: audit.verified.at.toISOString() },
    },
    backup: {
      ...backup,
      last_success_at: backup.last_success_at && backup.last_success_at.toISOString(),
      last_try: backup.last_try && {
        status: backup.last_try.status,
        error: backup.last_try.error,
        started_at: backup.last_try.started_at.toISOString(),
      },
    },
    tasks: tasks.map(({ last_success_at, last_failure_at, ...task }) => ({
      ...task,
      last_success_at: last_success_at && last_success_at.toISOString(),
      last_failure_at: last_failure_at && last_failure_at.toISOString(),
    })),
  };
}
