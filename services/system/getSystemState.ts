import type { StoredAnchor } from '../../clients/anchors';
import type { QueueState } from '../../clients/taskQueues';
import { BITRIX_QUEUE, CHECKS_QUEUE, REPORTS_QUEUE, TELEGRAM_QUEUE } from '../../clients/temporal';
import { type OutboxState, createOutboxQueue } from '../../db/repositories/outboxQueue';
import type { ChainVerdict } from '../../db/auditVerification';
import type { TaskRunRow } from '../../db/repositories/taskRuns';
import type { MissedSlot } from '../../db/repositories/slots';
import type { BackupStatus } from '../../domain/backup';
import { DAY_MS } from '../../domain/duration';
import { tasksOf } from '../../domain/recurringTask';
import { DomainError } from '../../domain/errors';
import { authorize } from '../../policies/authorize';
import type { ServiceContext } from '../context';
import { type TaskState, taskStates } from './taskStates';
import type { SystemWatch } from './watch';

const SLOTS_SHOWN = 20;

export interface SystemState extends Pick<SystemWatch, 'version' | 'started_at'> {
  at: Date;
  readiness: Awaited<ReturnType<SystemWatch['readiness']>>;
  /** Null while Temporal does not answer. */
  queues: QueueState[] | null;
  outbox: OutboxState;
  missed_slots: { since: Date; total: number; items: MissedSlot[] };
  audit: {
    head: { seq: number; hash: string };
    /** Null where there is none yet. */
    anchor: StoredAnchor | null;
    /** False while the storage does not answer. */
    anchors_readable: boolean;
    /** The last look at the chain by the workers; null before the first. */
    verified: { at: Date; ok: boolean; seq: number; first_bad_seq: number | null } | null;
  };
  backup: {
    last_success_at: Date | null;
    last_size_bytes: number | null;
    /** The newest try, good or not; null before the first. */
    last_try: { status: BackupStatus; started_at: Date; error: string | null } | null;
  };
  /** The product's own recurring tasks. */
  tasks: TaskState[];
  /** Actions not carried over to Bitrix24; null where it is off. */
  bitrix: { pending: number; failed: number } | null;
  telegram: boolean;
}

/** How everything stands, as far as it answers. @throws DomainError `service.unavailable` outside of the API */
export async function getSystemState(ctx: ServiceContext): Promise<SystemState> {
  authorize(ctx.actor, 'view', 'System');
  const { watch, db } = ctx;
  if (!watch) throw new DomainError('service.unavailable', { params: { retry_after: 5 } });
  const at = ctx.now();
  const since = new Date(at.getTime() - DAY_MS);
  const [readiness, queues, outbox, missed, head, anchor, bitrix, backups, [lastTry], runs] =
    await Promise.all([
      watch.readiness(),
      watch.queues(queuesOf(ctx)).catch(() => null),
      createOutboxQueue(db.pool).state(),
      db.read.slots.missedSince(since, SLOTS_SHOWN),
      db.read.auditLog.head(),
      ctx.anchors.newest().catch(() => null),
      ctx.external_system ? db.read.bitrixTasks.unsynced() : null,
      db.read.backups.summary(),
      db.read.backups.latest(1),
      db.read.taskRuns.all(),
    ]);
  return {
    ...{ at, version: watch.version, started_at: watch.started_at, readiness, queues, outbox, bitrix },
    missed_slots: { since, ...missed },
    audit: { head, anchor: anchor ?? null, anchors_readable: anchor !== null, verified: verifiedBy(runs) },
    backup: {
      last_success_at: backups.last_success_at,
      last_size_bytes: backups.last_size_bytes,
      last_try: lastTry
        ? { status: lastTry.status, started_at: lastTry.started_at, error: lastTry.error }
        : null,
    },
    tasks: taskStates(runs, tasksOf({ bitrix: ctx.external_system !== undefined }), at),
    telegram: ctx.telegram,
  };
}

function verifiedBy(runs: readonly TaskRunRow[]): SystemState['audit']['verified'] {
  const run = runs.find(({ task }) => task === 'audit-verification');
  if (!run?.succeeded_at) return null;
  const { ok, head, first_bad_seq } = run.outcome as ChainVerdict;
  return { at: run.succeeded_at, ok, seq: head.seq, first_bad_seq };
}

/** Those that somebody is to work at. */
const queuesOf = ({ telegram, external_system }: ServiceContext): string[] => [
  CHECKS_QUEUE,
  REPORTS_QUEUE,
  ...(telegram ? [TELEGRAM_QUEUE] : []),
  ...(external_system ? [BITRIX_QUEUE] : []),
];
