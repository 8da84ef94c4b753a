import type { Manner } from './answerText';
import type { ReportData } from './data';
import type { FactView } from './view';
import { fill } from './words';

/** Who, when, by which template: in the order in which a reader asks. */
export function factsOf({ check, review, ...data }: ReportData, { words, times }: Manner): FactView[] {
  const { fact } = words;
  const moment = (at: Date | null) => (at ? times.moment(at) : fact.none);
  const status = words.status[check.status];
  const lateMs = check.submitted_at ? check.submitted_at.getTime() - check.due_at.getTime() : 0;
  return [
    { label: fact.executor, value: check.executor },
    { label: fact.area, value: data.area_path.at(-1) ?? fact.none },
    {
      label: fact.template,
      value: fill(fact.template_version, { name: check.template.name, version: check.template.version }),
    },
    {
      label: fact.status,
      value: check.overdue && check.status !== 'missed' ? fill(words.status_overdue, { status }) : status,
    },
    { label: fact.created, value: moment(check.created_at) },
    { label: fact.due, value: moment(check.due_at) },
    { label: fact.started, value: moment(check.started_at) },
    {
      label: fact.submitted,
      value:
        lateMs > 0
          ? fill(fact.submitted_late, { time: moment(check.submitted_at), late: times.span(lateMs) })
          : moment(check.submitted_at),
    },
    { label: fact.completed, value: moment(check.completed_at) },
    {
      label: fact.escalation,
      value: check.escalation_level
        ? fill(fact.escalation_level, { level: check.escalation_level })
        : fact.no_escalation,
    },
    ...(review
      ? [
          {
            label: fact.review,
            value: fill(fact.review_made, { reviewer: review.reviewer, time: moment(review.at) }),
          },
          {
            label: fact.decision,
            value: review.reason
              ? fill(fact.decision_reason, {
                  decision: words.decision[review.decision],
                  reason: review.reason,
                })
              : words.decision[review.decision],
          },
        ]
      : []),
    { label: fact.zone, value: times.zone(data.generated_at) },
  ];
}
