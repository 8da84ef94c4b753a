import type { Logger } from 'pino';
import type { Database } from '../../db/database';
import type { AnswerReceipt } from '../../db/repositories/answers';
import type { TemplateVersions } from '../../db/templateVersions';
import type { UserActor } from '../../domain/actor';
import { DomainError } from '../../domain/errors';
import { recordBatch } from './answerBatch';

export interface AnswerToRecord {
  question_id: string;
  /** null clears the answer. */
  value?: unknown;
  na?: boolean;
  comment?: string;
  files?: string[];
  answered_at?: string;
  client_id?: string;
  /** The answer that the giver had in sight, 0 for none: refused where another has come since. */
  base_revision?: number;
}

export interface AnswerJob {
  actor: UserActor;
  checkId: string;
  answer: AnswerToRecord;
}

/** What became of a job: `held` when another transaction holds the check's row. */
export type AnswerOutcome = { receipt: AnswerReceipt } | { refusal: DomainError } | { held: true };

export interface AnswerWriterDeps {
  db: Database;
  templates: TemplateVersions;
  logger: Logger;
  now(): Date;
  /** Hears of each answer that is committed, a repeat included. */
  onRecorded?: () => void;
}

export interface AnswerWriter {
  /** Resolves when the answer is committed. Throws a DomainError when it is refused. */
  record(actor: UserActor, checkId: string, answer: AnswerToRecord): Promise<AnswerReceipt>;
}

interface Waiting extends AnswerJob {
  resolve(receipt: AnswerReceipt): void;
  reject(error: unknown): void;
}

const isUnavailable = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'service.unavailable';

/** More than this a transaction and its rows are held for too long. */
const MOST_A_BATCH = 200;

/**
 * Group commit: while one batch is being committed the next gathers, so that under load many answers share one
 * transaction, one step of the audit chain and one flush to disk, and a lone answer waits for nobody.
 */
export function createAnswerWriter(deps: AnswerWriterDeps): AnswerWriter {
  const queue: Waiting[] = [];
  let writing = false;

  async function write(): Promise<void> {
    writing = true;
    // Lets requests that were read from their sockets in the same turn of the loop into the first batch.
    await new Promise(setImmediate);
    while (queue.length > 0) await writeBatch(queue.splice(0, MOST_A_BATCH), true);
    writing = false;
  }

  /**
   * `skipLocked` passes over checks whose row is held. Their answers follow in a batch of their own, apart from the
   * queue and in the order in which they came: they wait for the row without keeping anybody else.
   */
  async function writeBatch(jobs: Waiting[], skipLocked: boolean): Promise<void> {
    try {
      const outcomes = await recordBatch(deps, jobs, { skipLocked });
      const held = jobs.filter((job, index) => !settle(job, outcomes[index]));
      if (held.length > 0) void writeBatch(held, false);
    } catch (error) {
      // Without the database each would wait in vain; and a batch whose COMMIT went unanswered may be there already.
      if (jobs.length === 1 || isUnavailable(error)) return jobs.forEach((job) => job.reject(error));
      deps.logger.warn(
        { err: error, answers: jobs.length },
        'a batch of answers failed and is redone one by one',
      );
      for (const job of jobs) await writeBatch([job], skipLocked);
    }
  }

  /** false when the answer is not settled, because its check's row is held. */
  function settle(job: Waiting, outcome: AnswerOutcome | undefined): boolean {
    if (!outcome) job.reject(new Error('An answer was left out of its batch'));
    else if ('receipt' in outcome) {
      deps.onRecorded?.();
      job.resolve(outcome.receipt);
    } else if ('refusal' in outcome) job.reject(outcome.refusal);
    else return false;
    return true;
  }

  return {
    record: (actor, checkId, answer) =>
      new Promise((resolve, reject) => {
        queue.push({ actor, checkId, answer, resolve, reject });
        if (!writing) void write();
      }),
  };
}
