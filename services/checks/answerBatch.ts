import type { AnswerReceipt } from '../../db/repositories/answers';
import type { Tx } from '../../db/transaction';
import { DomainError } from '../../domain/errors';
import { isUuid } from '../../domain/plainText';
import { type CheckInBatch, openCheckInBatch } from './answerJudge';
import type { AnswerJob, AnswerOutcome, AnswerWriterDeps } from './answerWriter';

const keyOf = (checkId: string, clientId: string): string => `${checkId}:${clientId}`;

/** Records answers to any number of checks in one transaction; the outcomes are in the order of the jobs. */
export async function recordBatch(
  deps: AnswerWriterDeps,
  jobs: readonly AnswerJob[],
  { skipLocked }: { skipLocked: boolean },
): Promise<AnswerOutcome[]> {
  return deps.db.transaction(async (tx) => {
    // Sent at once and carried out in this order: what is read was read under the locks.
    const [checks, receipts, files] = await Promise.all([
      lockChecks(deps, tx, jobs, skipLocked),
      knownReceipts(tx, jobs),
      tx.files.lockMany([...new Set(jobs.flatMap(({ answer }) => filesNamed(answer)))]),
    ]);
    const filesById = new Map(files.map((file) => [file.id, file]));

    const outcomes = jobs.map(({ actor, checkId, answer }): AnswerOutcome => {
      const check = checks.get(checkId);
      if (!check) return skipLocked ? { held: true } : { refusal: new DomainError('check.not_found') };
      const known =
        answer.client_id === undefined ? undefined : receipts.get(keyOf(checkId, answer.client_id));
      const outcome = refusalsCaught(() =>
        known ? check.replay(actor, known) : check.answer(actor, answer, filesById),
      );
      if (answer.client_id !== undefined && 'receipt' in outcome)
        receipts.set(keyOf(checkId, answer.client_id), outcome.receipt);
      return outcome;
    });

    await writeDown(
      tx,
      [...checks.values()].filter((check) => check.recorded.length > 0),
    );
    return outcomes;
  });
}

function filesNamed({ files = [], value }: AnswerJob['answer']): string[] {
  const inValue = (Array.isArray(value) ? value : [value]).filter(
    (id): id is string => typeof id === 'string' && isUuid(id),
  );
  return [...files, ...inValue];
}

async function lockChecks(
  { templates, now }: AnswerWriterDeps,
  tx: Tx,
  jobs: readonly AnswerJob[],
  skipLocked: boolean,
): Promise<Map<string, CheckInBatch>> {
  const ids = [...new Set(jobs.map((job) => job.checkId))];
  const [rows, answers] = await Promise.all([
    tx.checks.lockMany(ids, { skipLocked }),
    tx.answers.standing(ids),
  ]);
  const opened = rows.map(async (row) => {
    const template = await templates.get(row.template_id, row.template_version, tx);
    return [row.id, openCheckInBatch(row, template, answers.get(row.id) ?? {}, now())] as const;
  });
  return new Map(await Promise.all(opened));
}

async function knownReceipts(tx: Tx, jobs: readonly AnswerJob[]): Promise<Map<string, AnswerReceipt>> {
  const named = jobs.flatMap(({ checkId, answer }) =>
    answer.client_id === undefined ? [] : [{ check_id: checkId, client_id: answer.client_id }],
  );
  const known = await tx.answers.receipts(named);
  return new Map(known.map((row) => [keyOf(row.check_id, row.client_id), row.receipt]));
}

function refusalsCaught(record: () => AnswerReceipt): AnswerOutcome {
  try {
    return { receipt: record() };
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error };
    throw error;
  }
}

async function writeDown(tx: Tx, checks: readonly CheckInBatch[]): Promise<void> {
  if (checks.length === 0) return;
  await Promise.all([
    tx.answers.insert(checks.flatMap((check) => check.recorded)),
    tx.checks.applyAnswers(checks.map((check) => check.row)),
    tx.events.appendAll(checks.flatMap((check) => check.events)),
    ...checks.map(({ files }) => tx.files.attachAll(files)),
  ]);
  for (const check of checks) {
    check.audit.forEach(tx.audit.append);
    tx.outbox.tell(check.message());
  }
}
