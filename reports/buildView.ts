import { type Manner, numberText } from './answerText';
import type { ReportData } from './data';
import { createTimes } from './times';
import { captioned, type QuestionView, type ReportView } from './view';
import { factsOf } from './viewFacts';
import { sectionViews } from './viewQuestions';
import { fill, printable, type ReportWords, wordsIn } from './words';

export function buildView(data: ReportData): ReportView {
  const { check, parameters, audit_head: head } = data;
  const { language } = parameters;
  const words = wordsIn(language);
  const manner: Manner = {
    words,
    language,
    times: createTimes(language, parameters.time_zone ?? data.time_zone),
  };
  const { times } = manner;
  const made = times.moment(data.generated_at);
  const { sections, failures } = sectionViews(data, manner);

  return cleaned({
    language,
    words,
    title: check.title,
    area: data.area_path.join(' › '),
    plant: data.area_path[0] ?? '',
    url: data.url,
    verdict: verdictOf(data, failures, words),
    tiles: {
      score: check.score === null ? words.tile.no_score : `${numberText(check.score, language)}\u00a0%`,
      score_note:
        check.template.pass_score === null
          ? ''
          : fill(words.tile.pass_score, {
              score: `${numberText(check.template.pass_score, language)}\u00a0%`,
            }),
      answered: fill(words.tile.answered_of, {
        answered: check.progress.answered,
        total: check.progress.total,
      }),
      failed: String(failures.length),
      failed_note: fill(words.tile.critical, {
        count: failures.filter((failure) => failure.critical).length,
      }),
    },
    facts: factsOf(data, manner),
    note: parameters.only_failed ? (failures.length ? words.only_failed : words.no_failed) : '',
    failures: parameters.only_failed ? [] : failures,
    sections,
    comments: data.comments
      .filter((comment) => comment.question_id === null)
      .map(({ author, created_at, text, photos }) => ({
        text: fill(words.comment_by, { author, time: times.moment(created_at), text }),
        photos: parameters.photos ? captioned(photos, words) : [],
      })),
    actions: data.actions.map((action, index) => ({
      number: index + 1,
      title: action.title,
      owner: action.owner ?? words.fact.none,
      due: action.due_at ? times.moment(action.due_at) : words.fact.none,
      priority: words.priority[action.priority],
      status: words.action_status[action.status],
    })),
    timeline: data.timeline.map(({ at, planned_at, actor, text }) => ({
      time: times.moment(at),
      planned:
        planned_at && isMinuteApart(planned_at, at)
          ? fill(words.planned, { time: times.within(at, planned_at) })
          : '',
      event: text,
      who: actor ?? words.system,
    })),
    signers: [
      { role: words.sign.executor, name: check.executor },
      data.review
        ? { role: words.sign.reviewer, name: data.review.reviewer }
        : { role: words.sign.manager, name: '' },
    ],
    proof: [
      { label: words.proof.report, value: data.report_id },
      { label: words.proof.check, value: check.id },
      { label: words.proof.revision, value: String(data.revision) },
      { label: fill(words.proof.audit, { seq: head.seq }), value: head.hash },
      { label: words.proof.made, value: made },
      { label: words.proof.address, value: data.url },
    ],
    footer: {
      report: fill(words.footer.report, { id: data.report_id, revision: data.revision }),
      audit: fill(words.footer.audit, { seq: head.seq, hash: head.hash.slice(0, 16) }),
      made: fill(words.footer.made, { time: made }),
    },
  });
}

const isMinuteApart = (a: Date, b: Date) => Math.abs(a.getTime() - b.getTime()) >= 60_000;

function verdictOf(
  { check }: ReportData,
  failures: QuestionView[],
  words: ReportWords,
): ReportView['verdict'] {
  const { verdict, status, score, template } = check;
  if (verdict === 'pass') return { tone: 'pass', word: words.verdict.pass, reason: words.reason.pass };
  if (verdict === 'fail') {
    const isLow = score !== null && template.pass_score !== null && score < template.pass_score;
    const hasCritical = failures.some((failure) => failure.critical);
    const reason = hasCritical ? words.reason.critical : isLow ? words.reason.score : words.reason.failed;
    return { tone: 'fail', word: words.verdict.fail, reason };
  }
  const word =
    status === 'missed' || status === 'declined' || status === 'cancelled'
      ? words.verdict[status]
      : words.verdict.unfinished;
  return { tone: status === 'missed' ? 'fail' : 'neutral', word, reason: words.reason.none };
}

function cleaned<T>(value: T): T {
  if (typeof value === 'string') return printable(value) as T; // a string for a string
  if (Buffer.isBuffer(value) || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(cleaned) as T; // element for element
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cleaned(member)])) as T; // key for key
}
