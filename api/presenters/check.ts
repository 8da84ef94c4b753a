import type { AnswerAuthor, AnswerRow, ShownAnswer } from '../../db/repositories/answers';
import type { ListedCheck, SingleCheck } from '../../db/repositories/checks';
import type { CheckAct } from '../../domain/check';
import { isRunning } from '../../domain/check';
import type { CheckInFull } from '../../services/checks/getCheck';
import type { Structure } from '../../domain/template';
import { RawJson } from '../reply';
import type { ListedCheckJson } from '../schemas/check';

const iso = (date: Date | null): string | null => date && date.toISOString();

export function listedCheckJson(check: ListedCheck, may: CheckAct[], now: Date): ListedCheckJson {
  return {
    id: check.id,
    template_id: check.template_id,
    template_version: check.template_version,
    title: check.title,
    executor: {
      id: check.executor_id,
      username: check.executor_username,
      full_name: check.executor_full_name,
    },
    area:
      check.area_id && check.area_name
        ? { id: check.area_id, name: check.area_name, time_zone: check.time_zone }
        : null,
    status: check.status,
    revision: check.revision,
    overdue: isRunning(check.status) && check.due_at <= now,
    escalation_level: check.escalation_level,
    due_at: check.due_at.toISOString(),
    review_due_at: iso(check.review_due_at),
    created_at: check.created_at.toISOString(),
    started_at: iso(check.started_at),
    submitted_at: iso(check.submitted_at),
    completed_at: iso(check.completed_at),
    score: check.score,
    verdict: check.verdict,
    progress: { answered: check.answered_count, required: check.required_count, total: check.question_count },
    may,
  };
}

/** A check as text; that of a structure, which never changes, is made once. */
export function checkJson({ check, structure, answers, may }: CheckInFull, now: Date): RawJson {
  const head = JSON.stringify({ ...listedCheckJson(check, may, now), ...origin(check) }).slice(0, -1);
  const byQuestion = Object.fromEntries(answers.map((answer) => [answer.question_id, answerJson(answer)]));
  return new RawJson(`${head},"structure":${textOf(structure)},"answers":${JSON.stringify(byQuestion)}}`);
}

function origin({ schedule_id: id, schedule_name: name, slot_at }: SingleCheck) {
  return { schedule: id !== null && name !== null ? { id, name } : null, slot_at: iso(slot_at) };
}

const texts = new WeakMap<Structure, string>();

function textOf(structure: Structure): string {
  const known = texts.get(structure);
  if (known !== undefined) return known;
  const text = JSON.stringify(structure);
  texts.set(structure, text);
  return text;
}

export function answerJson(answer: ShownAnswer | (AnswerRow & { author: AnswerAuthor })) {
  const { value, na, failed, comment, files, answered_at, author, revision } = answer;
  return {
    value,
    na,
    failed,
    comment,
    files,
    answered_at: typeof answered_at === 'string' ? answered_at : answered_at.toISOString(),
    answered_by: author,
    revision,
  };
}
