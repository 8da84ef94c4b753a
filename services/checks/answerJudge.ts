import type { AuditRecord } from '../../db/audit';
import type { OutboxMessage } from '../../db/outbox';
import type { AnswerReceipt, AnswerRow, StandingAnswers } from '../../db/repositories/answers';
import type { PlacedCheck } from '../../db/repositories/checks';
import type { NewEvent } from '../../db/repositories/events';
import type { FileRow } from '../../db/repositories/files';
import type { TemplateVersionInUse } from '../../db/templateVersions';
import type { UserActor } from '../../domain/actor';
import { type CurrentAnswer, answerFaults } from '../../domain/answer';
import { DomainError, type Fault } from '../../domain/errors';
import { type Evaluation, evaluateCheck } from '../../domain/evaluation';
import type { Question } from '../../domain/template';
import { may } from '../../policies/authorize';
import { assertAct } from '../../policies/checkActs';
import type { AnswerToRecord } from './answerWriter';

const AHEAD_MS = 5 * 60_000;

/** A locked check while a batch of answers goes through it; what is to be written gathers here. */
export interface CheckInBatch {
  row: PlacedCheck;
  recorded: (AnswerRow & { receipt: AnswerReceipt | null })[];
  events: NewEvent[];
  audit: AuditRecord[];
  /** Files to bind to the check. */
  files: { id: string; check_id: string }[];
  /** Judges and takes one answer. Throws a DomainError when it is refused; nothing of it is kept then. */
  answer(actor: UserActor, answer: AnswerToRecord, files: ReadonlyMap<string, FileRow>): AnswerReceipt;
  /** Tells a known answer's receipt again, in any state of the check, to whoever may see it. */
  replay(actor: UserActor, receipt: AnswerReceipt): AnswerReceipt;
  /** What the process is to be told of all this. */
  message(): OutboxMessage;
}

export function openCheckInBatch(
  row: PlacedCheck,
  template: TemplateVersionInUse,
  standing: StandingAnswers,
  now: Date,
): CheckInBatch {
  const current = { ...standing };
  let tellFailures = false;
  let critical = false;

  const batch: CheckInBatch = {
    row,
    recorded: [],
    events: [],
    audit: [],
    files: [],

    answer(actor, answer, files) {
      assertAct('answer', { ...row, allow_decline: template.settings.allow_decline }, actor);
      const question = template.compiled.questions.get(answer.question_id);
      assertTakes(question, answer, row, actor, files, now);
      const former = current[answer.question_id];
      if (answer.base_revision !== undefined && answer.base_revision !== (former?.revision ?? 0))
        throw new DomainError('answer.changed');
      const taken = takenAnswer(question, answer, former, actor, now);
      const evaluation = evaluateCheck(template.compiled, { ...current, [question.id]: taken }, row);
      const failed = evaluation.failed[question.id] ?? false;

      if (row.status === 'open') start(batch, actor, now);
      row.fact_seq += 1;
      row.revision += 1;
      Object.assign(row, countsOf(evaluation));
      const receipt: AnswerReceipt = {
        question_id: question.id,
        revision: taken.revision,
        failed,
        status: row.status,
        progress: evaluation.progress,
      };
      const recorded = { ...taken, check_id: row.id, seq: row.fact_seq, failed };
      current[question.id] = recorded;
      batch.recorded.push({ ...recorded, receipt: answer.client_id === undefined ? null : receipt });
      batch.files.push(...filesOf(question, taken).map((id) => ({ id, check_id: row.id })));
      batch.audit.push(auditOf(actor, row, question, former, recorded));
      if (failed && (question.on_fail?.notify || (question.critical && question.on_fail?.action)))
        tellFailures = true;
      critical ||= failed && question.critical;
      return receipt;
    },

    replay(actor, receipt) {
      if (!may(actor, 'view', 'Check', { ...row })) throw new DomainError('check.not_found');
      return receipt;
    },

    message: () => ({
      subject: `check:${row.id}`,
      kind: 'facts',
      payload: { seq: row.fact_seq, ...(tellFailures && { tell_failures: true }) },
      ...(tellFailures || critical ? { urgent: true } : { quiet: true }),
    }),
  };
  return batch;
}

function start({ row, events, audit }: CheckInBatch, actor: UserActor, now: Date): void {
  row.status = 'in_progress';
  row.started_at = now;
  row.fact_seq += 1;
  events.push({ check_id: row.id, seq: row.fact_seq, kind: 'started', actor, at: now, key: 'started' });
  audit.push({
    actor,
    action: 'check.start',
    entity_id: row.id,
    area_id: row.area_id,
    diff: { before: { status: 'open' }, after: { status: 'in_progress' } },
  });
}

function assertTakes(
  question: Question | undefined,
  answer: AnswerToRecord,
  row: PlacedCheck,
  actor: UserActor,
  files: ReadonlyMap<string, FileRow>,
  now: Date,
): asserts question is Question {
  if (!question) {
    throw new DomainError('answer.invalid', {
      faults: [{ path: '/question_id', code: 'answer.unknown_question' }],
    });
  }
  const faults: Fault[] = answerFaults(question, answer);
  const usable = (id: string): boolean => {
    const file = files.get(id);
    return (
      file?.status === 'ready' &&
      file.uploaded_by === actor.user_id &&
      !file.template_id &&
      !file.action_id &&
      (file.check_id ?? row.id) === row.id
    );
  };
  answer.files?.forEach((id, index) => {
    if (!usable(id)) faults.push({ path: `/files/${index}`, code: 'answer.unknown_file' });
  });
  if (faults.length === 0) {
    fileValues(question, answer.value).forEach((id, index) => {
      const path = question.type === 'photo' ? `/value/${index}` : '/value';
      if (!usable(id)) faults.push({ path, code: 'answer.unknown_file' });
    });
  }
  if (answer.answered_at && Date.parse(answer.answered_at) > now.getTime() + AHEAD_MS) {
    faults.push({ path: '/answered_at', code: 'answer.from_the_future' });
  }
  if (faults.length > 0) throw new DomainError('answer.invalid', { faults });
}

type TakenAnswer = Omit<AnswerRow, 'check_id' | 'seq' | 'failed'>;

function takenAnswer(
  question: Question,
  answer: AnswerToRecord,
  former: { revision: number } | undefined,
  actor: UserActor,
  now: Date,
): TakenAnswer {
  const na = answer.na ?? false;
  return {
    question_id: question.id,
    revision: (former?.revision ?? 0) + 1,
    value: na ? null : (answer.value ?? null),
    na,
    comment: answer.comment ?? null,
    files: [...new Set(answer.files ?? [])],
    answered_at: answer.answered_at ? new Date(answer.answered_at) : now,
    recorded_at: now,
    answered_by: actor.user_id,
    client_id: answer.client_id ?? null,
  };
}

function countsOf({ progress }: Evaluation) {
  return {
    answered_count: progress.answered,
    required_count: progress.required,
    question_count: progress.total,
  };
}

function fileValues({ type }: Question, value: unknown): string[] {
  if (type === 'signature' && typeof value === 'string') return [value];
  return type === 'photo' && Array.isArray(value)
    ? value.filter((id): id is string => typeof id === 'string')
    : [];
}

function filesOf(question: Question, answer: TakenAnswer): string[] {
  return [...answer.files, ...fileValues(question, answer.value)];
}

function auditOf(
  actor: UserActor,
  row: PlacedCheck,
  question: Question,
  former: CurrentAnswer | undefined,
  taken: TakenAnswer & { failed: boolean },
): AuditRecord {
  const shown = ({ value, na, comment, files }: CurrentAnswer) => ({
    [question.id]: { value, na, comment, files },
  });
  return {
    actor,
    action: 'check.answer',
    entity_id: row.id,
    area_id: row.area_id,
    diff: { before: former ? shown(former) : null, after: shown(taken) },
  };
}
