import type { ReportRow } from '../../db/repositories/reports';
import type { ListedCheck } from '../../db/repositories/checks';
import type { ReportParameters } from '../../domain/report';
import { DomainError } from '../../domain/errors';
import { peopleIn, timelineSentence } from '../../locales/timelineSentence';
import type { ReportData, ReportReview } from '../../reports/data';
import type { ReportActivityDeps } from './index';
import { createPictures } from './pictures';
import { sectionsOf } from './sections';

const MOST_TIMELINE_ENTRIES = 2_000;

/** Everything that a report of this check shows, read from rows and S3. */
export async function loadReportData(deps: ReportActivityDeps, report: ReportRow): Promise<ReportData> {
  const { db, templates, publicUrl, now } = deps;
  const { read } = db;
  const check = await read.checks.find(report.check_id);
  if (!check) throw new DomainError('check.not_found');
  const parameters = report.parameters as unknown as ReportParameters;
  const template = await templates.get(check.template_id, check.template_version);
  const [answers, comments, timeline, actions, area_path, audit_head] = await Promise.all([
    read.answers.current([check.id]),
    read.comments.list(check.id),
    read.timeline.list(check.id, -1, MOST_TIMELINE_ENTRIES),
    read.actions.ofChecks([check.id]),
    read.places.namesAlong(check.area_path),
    read.auditLog.head(),
  ]);
  const people = await read.people.findMany(peopleIn(timeline));
  const words = {
    names: new Map(people.map((person) => [person.id, person.full_name])),
    time_zone: parameters.time_zone,
  };
  const pictures = createPictures(deps, parameters.photos);

  return {
    report_id: report.id,
    revision: report.check_revision,
    generated_at: now(),
    area_path,
    time_zone: check.time_zone,
    url: `${publicUrl}/checks/${check.id}`,
    check: checkFacts(check, template.name, template.settings.pass_score),
    review: await reviewOf(deps, check),
    sections: await sectionsOf({ check, template, answers, comments, pictures }),
    comments: await Promise.all(
      comments.map(async ({ id, question_id, author, created_at, text, files }) => ({
        ...{ id, question_id, created_at, text },
        author: author.full_name,
        photos: await pictures.photos(files),
      })),
    ),
    // The report's own making is not part of what it tells.
    timeline: timeline
      .filter((entry) => entry.kind !== 'report_ready')
      .map((entry) => ({
        at: entry.at,
        planned_at: entry.planned_at,
        kind: entry.kind,
        actor: entry.actor_name,
        text: timelineSentence(entry, words, parameters.language),
      })),
    actions: actions.map(({ title, priority, owner_full_name: owner, due_at, status }) => ({
      ...{ title, priority, owner, due_at, status },
    })),
    audit_head,
    parameters,
  };
}

function checkFacts(check: ListedCheck, name: string, pass_score: number | undefined): ReportData['check'] {
  const { id, title, status, verdict, score, created_at, started_at, submitted_at, completed_at, due_at } =
    check;
  return {
    ...{ id, title, status, verdict, score, created_at, started_at, submitted_at, completed_at, due_at },
    template: {
      id: check.template_id,
      name,
      version: check.template_version,
      pass_score: pass_score ?? null,
    },
    progress: { answered: check.answered_count, required: check.required_count, total: check.question_count },
    executor: check.executor_full_name,
    overdue: status === 'missed' || (submitted_at !== null && submitted_at > due_at),
    escalation_level: check.escalation_level,
  };
}

/** The last decision of a review. */
async function reviewOf({ db }: ReportActivityDeps, check: ListedCheck): Promise<ReportReview | null> {
  const [accepted, returned] = await Promise.all([
    db.read.events.lastOfKind(check.id, 'accepted'),
    db.read.events.lastOfKind(check.id, 'returned'),
  ]);
  const last = accepted ?? returned;
  if (!last?.actor_id) return null;
  const reviewer = await db.read.people.find(last.actor_id);
  const reason = last.data.reason;
  return {
    reviewer: reviewer?.full_name ?? '',
    decision: accepted ? 'accept' : 'return',
    reason: typeof reason === 'string' ? reason : null,
    at: last.at,
  };
}
