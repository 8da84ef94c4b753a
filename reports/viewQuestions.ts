import { answerText, isJudged, type Manner, rangeText } from './answerText';
import type { ReportAnswer, ReportComment, ReportData, ReportQuestion } from './data';
import { captioned, type QuestionView, type SectionView } from './view';
import { fill } from './words';

/** The sections to show, and all failed questions whether shown or not. Numbers stay those of the whole check. */
export function sectionViews(
  data: ReportData,
  manner: Manner,
): { sections: SectionView[]; failures: QuestionView[] } {
  const all = data.sections.map(({ title, questions }, index) => ({
    number: index + 1,
    title,
    questions: questions.map((item, at) => questionView(item, `${index + 1}.${at + 1}`, data, manner)),
  }));
  const onlyFailed = all.map((section) => ({
    ...section,
    questions: section.questions.filter((one) => one.failed),
  }));
  return {
    sections: (data.parameters.only_failed ? onlyFailed : all).filter(
      (section) => section.questions.length > 0,
    ),
    failures: onlyFailed.flatMap((section) => section.questions),
  };
}

function questionView(
  { question, answer }: ReportQuestion,
  number: string,
  data: ReportData,
  manner: Manner,
): QuestionView {
  const { words } = manner;
  const remarks = data.comments.filter((comment) => comment.question_id === question.id);
  const photos = [...(answer?.photos ?? []), ...remarks.flatMap((remark) => remark.photos)];
  const failed = answer?.failed ?? false;
  const shown = {
    number,
    text: question.text,
    hint: question.hint ?? '',
    critical: question.critical,
    failed,
    comments: commentsOn(answer, remarks, manner),
    photos: data.parameters.photos ? captioned(photos, words) : [],
    signature: answer?.signature ?? null,
    range: question.type === 'number' ? rangeText(question, manner) : '',
    made: answer ? madeText(answer, data, manner) : '',
  };
  if (question.type === 'instruction')
    return { ...shown, kind: 'instruction', value: words.instruction, mark: '' };
  if (answer?.na) return { ...shown, kind: 'na', value: words.na, mark: '' };
  if (!answer || (answer.value === null && question.type !== 'photo')) {
    return { ...shown, kind: 'unanswered', value: words.no_answer, mark: failed ? failedMark() : '' };
  }
  const mark = failed ? failedMark() : isJudged(question) ? words.mark.ok : '';
  return {
    ...shown,
    kind: 'answered',
    value: answerText(question, answer.value, answer.photos.length, manner),
    mark,
  };

  function failedMark() {
    return question.critical ? words.mark.critical_failed : words.mark.failed;
  }
}

function commentsOn(
  answer: ReportAnswer | null,
  remarks: ReportComment[],
  { words, times }: Manner,
): string[] {
  return [
    ...(answer?.comment ? [fill(words.comment, { text: answer.comment })] : []),
    ...remarks.map(({ author, created_at, text }) =>
      fill(words.comment_by, { author, time: times.moment(created_at), text }),
    ),
  ];
}

function madeText(answer: ReportAnswer, { check }: ReportData, { words, times }: Manner): string {
  const time = times.within(check.started_at ?? check.created_at, answer.answered_at);
  const made =
    answer.author === check.executor
      ? fill(words.answered_at, { time })
      : fill(words.answered_by, { time, author: answer.author });
  return answer.revision > 1 ? `${made}; ${fill(words.revision, { revision: answer.revision })}` : made;
}
