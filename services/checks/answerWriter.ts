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
    while (queue.length > 0) await writeBatch(queue.splice(0, MOST_A_BATCH));
    writing = false;
  }

  async function writeBatch(jobs: Waiting[]): Promise<void> {
    try {
      const outcomes = await recordBatch(deps, jobs, { skipLocked: jobs.length > 1 });
      jobs.forEach((job, index) => settle(job, outcomes[index]));
    } catch (error) {
      // Without the database each would wait in vain; and a batch whose COMMIT went unanswered may be there already.
      if (jobs.length === 1 || isUnavailable(error)) return jobs.forEach((job) => job.reject(error));
      deps.logger.warn(
        { err: error, answers: jobs.length },
        'a batch of answers failed and is redone one by one',
      );
      for (const job of jobs) await writeBatch([job]);
    }
  }

  function settle(job: Waiting, outcome: AnswerOutcome | undefined): void {
    if (!outcome) return job.reject(new Error('An answer was left out of its batch'));
    if ('receipt' in outcome) return job.resolve(outcome.receipt);
    if ('refusal' in outcome) return job.reject(outcome.refusal);
    // Alone it may wait for the row without keeping anybody else.
    void recordBatch(deps, [job], { skipLocked: false }).then(([again]) => settle(job, again), job.reject);
  }

  return {
    record: (actor, checkId, answer) =>
      new Promise((resolve, reject) => {
        queue.push({ actor, checkId, answer, resolve, reject });
        if (!writing) void write();
      }),
  };
}
