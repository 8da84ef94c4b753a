import { createHash } from 'node:crypto';
import { answerText, type Manner } from './answerText';
import type { RenderedReport, ReportComment, ReportData, ReportPhoto, ReportQuestion } from './data';
import type { ReportJson } from './json.schema';
import { createTimes } from './times';
import { wordsIn } from './words';

/** Keys in the schema's order, so that equal data give equal bytes. */
export function renderJsonReport(data: ReportData): RenderedReport {
  const content = Buffer.from(`${JSON.stringify(reportJson(data), null, 2)}\n`);
  return { content, content_type: 'application/json', extension: 'json' };
}

function reportJson(data: ReportData): ReportJson {
  const { check, review, parameters, audit_head } = data;
  const time_zone = parameters.time_zone ?? data.time_zone;
  const { language, only_failed, photos } = parameters;
  const manner: Manner = { language, words: wordsIn(language), times: createTimes(language, time_zone) };
  const isShown = ({ answer }: ReportQuestion) => !only_failed || answer?.failed === true;
  return {
    $schema: '/schemas/report.json',
    report_id: data.report_id,
    revision: data.revision,
    generated_at: iso(data.generated_at),
    parameters: { language, time_zone, only_failed, photos },
    area_path: data.area_path,
    check: {
      id: check.id,
      url: data.url,
      title: check.title,
      template: {
        id: check.template.id,
        name: check.template.name,
        version: check.template.version,
        pass_score: check.template.pass_score,
      },
      status: check.status,
      verdict: check.verdict,
      score: check.score,
      progress: {
        answered: check.progress.answered,
        required: check.progress.required,
        total: check.progress.total,
      },
      executor: check.executor,
      created_at: iso(check.created_at),
      started_at: isoOrNull(check.started_at),
      submitted_at: isoOrNull(check.submitted_at),
      completed_at: isoOrNull(check.completed_at),
      due_at: iso(check.due_at),
      overdue: check.overdue,
      escalation_level: check.escalation_level,
    },
    review: review && {
      reviewer: review.reviewer,
      decision: review.decision,
      reason: review.reason,
      at: iso(review.at),
    },
    sections: data.sections
      .map(({ id, title, questions }, index) => ({
        id,
        title,
        questions: questions
          .map((item, at) => ({ item, number: `${index + 1}.${at + 1}` }))
          .filter(({ item }) => isShown(item))
          .map(({ item, number }) => questionJson(item, number, photos, manner)),
      }))
      .filter(({ questions }) => questions.length > 0),
    comments: data.comments.map((comment) => commentJson(comment, photos)),
    actions: data.actions.map(({ title, priority, owner, due_at, status }) => ({
      title,
      priority,
      owner,
      due_at: isoOrNull(due_at),
      status,
    })),
    timeline: data.timeline.map(({ at, planned_at, kind, actor, text }) => ({
      at: iso(at),
      planned_at: isoOrNull(planned_at),
      kind,
      actor,
      text,
    })),
    audit_head: { seq: audit_head.seq, hash: audit_head.hash },
  };
}

type QuestionJson = ReportJson['sections'][number]['questions'][number];

function questionJson(
  { question, answer }: ReportQuestion,
  number: string,
  photos: boolean,
  manner: Manner,
): QuestionJson {
  return {
    id: question.id,
    number,
    type: question.type,
    text: question.text,
    hint: question.hint ?? null,
    critical: question.critical,
    unit: question.type === 'number' ? (question.unit ?? null) : null,
    answer: answer && {
      value: answer.value ?? null,
      text: answer.na ? manner.words.na : answerText(question, answer.value, answer.photos.length, manner),
      na: answer.na,
      failed: answer.failed,
      comment: answer.comment,
      author: answer.author,
      answered_at: iso(answer.answered_at),
      revision: answer.revision,
      photos: photos ? answer.photos.map(photoJson) : [],
      signature_sha256: answer.signature && sha256(answer.signature),
    },
  };
}

const commentJson = (
  { id, question_id, author, created_at, text, photos }: ReportComment,
  withPhotos: boolean,
) => ({
  id,
  question_id,
  author,
  created_at: iso(created_at),
  text,
  photos: withPhotos ? photos.map(photoJson) : [],
});

const photoJson = ({ id, name, width, height, content }: ReportPhoto) => ({
  id,
  name,
  width,
  height,
  sha256: sha256(content),
});

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const iso = (at: Date) => at.toISOString();
const isoOrNull = (at: Date | null) => at && iso(at);
