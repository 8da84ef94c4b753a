import { Gauge, type Registry } from 'prom-client';
import type { Logger } from 'pino';
import { type ChainVerdict, verifyChain } from '../db/auditVerification';
import { recordTask } from '../activities/recordTask';
import type { Database } from '../db/database';

const EVERY_MS = 5 * 60_000;
/** An old entry that was altered is found by a whole walk only. */
const WHOLE_EVERY_MS = 24 * 60 * 60_000;
const FIRST_AFTER_MS = 10_000;

interface AuditWatchOptions {
  db: Pick<Database, 'pool' | 'read'>;
  registry: Registry;
  logger: Logger;
  firstAfterMs?: number;
}

/**
 * Computes the audit chain anew, so that an alert says when it is broken: all of it at the start and once a day, what
 * has been added every five minutes. Once broken, each look is at the whole. Returns how to stop.
 */
export function startAuditWatch({
  db,
  registry,
  logger,
  firstAfterMs = FIRST_AFTER_MS,
}: AuditWatchOptions): () => Promise<void> {
  const deps = { db, now: () => new Date() };
  const registers = [registry];
  const whole = new Gauge({
    name: 'proverka_audit_chain_intact',
    help: '1 while every entry of the audit log computes to its hash, 0 once one does not',
    registers,
  });
  const verifiedAt = new Gauge({
    name: 'proverka_audit_chain_verified_timestamp_seconds',
    help: 'When the audit chain was last looked through to its head',
    registers,
  });
  whole.set(Number.NaN); // until the first look, which no alert takes for broken
  let seen = 0;
  let wholeAt = -Infinity;
  let timer: NodeJS.Timeout;
  const stopping = new AbortController();
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const isWhole = seen === 0 || performance.now() - wholeAt > WHOLE_EVERY_MS;
    try {
      const verdict = await recordTask(deps, { task: 'audit-verification', step: '' }, () =>
        verifyChain(db.pool, isWhole ? 1 : seen + 1, stopping.signal),
      );
      if (isWhole) wholeAt = performance.now();
      tell(verdict);
    } catch (error) {
      if (stopping.signal.aborted) return;
      logger.warn({ err: error }, 'the audit chain could not be looked through; it is tried again');
    }
    if (!stopping.signal.aborted) arm(EVERY_MS);
  }

  function tell({ ok, head, first_bad_seq, entries }: ChainVerdict): void {
    seen = ok ? head.seq : 0;
    whole.set(ok ? 1 : 0);
    verifiedAt.setToCurrentTime();
    if (ok) logger.debug({ entries }, 'the audit chain is whole');
    else logger.error({ first_bad_seq }, 'the audit chain is broken');
  }

  function arm(ms: number): void {
    timer = setTimeout(() => {
      looking = look();
    }, ms);
  }

  arm(firstAfterMs);
  return async () => {
    // A walk through all of a long log would keep the workers from stopping in their time.
    stopping.abort(new Error('its worker stopped'));
    clearTimeout(timer);
    await looking;
  };
}
