import { isAnswered } from '../../domain/answer';
import { clipped } from '../../domain/plainText';
import { escapeHtml } from '../../reports/markup';
import { answerText } from './answerText';
import { type CheckFacts, checkHead, pageButtons } from './checkCards';
import { type Stop, stopsOf } from './course';
import { noteLine } from './questionCard';
import { type Card, type Words, bold, italic, paragraphs } from './say';

const A_PAGE = 12;

export interface ReviewFacts extends CheckFacts {
  /** Where the pictures can be seen. */
  panelUrl: string;
}

/** What a reviewer decides by: the failed answers first, then all others, a page at a time. */
export function reviewCard(words: Words, { standing, at, now, panelUrl }: ReviewFacts): Card {
  const { check, evaluation, may, answers, remarks } = standing;
  const stops = stopsOf(standing).filter(({ question }) => question.type !== 'instruction');
  const failed = stops.filter(({ question }) => evaluation.failed[question.id]);
  const ordered = [...failed, ...stops.filter((stop) => !failed.includes(stop))];
  const pages = Math.max(1, Math.ceil(ordered.length / A_PAGE));
  const page = Math.min(at.page ?? 0, pages - 1);
  const shown = ordered.slice(page * A_PAGE, (page + 1) * A_PAGE);
  const hasPhotos =
    answers.some(
      ({ question_id, files, value }) => files.length > 0 || isPicture(stops, question_id, value),
    ) || remarks.some(({ files }) => files.length > 0);
  const isMine = check.status === 'submitted' && may.includes('review');
  const isReturning = at.want === 'return' && isMine;
  return {
    html: paragraphs(
      [at.note && noteLine(at.note)],
      [bold(words.t('bot.review.title')), ...checkHead(words, standing, now)],
      [
        words.h('bot.check.executor', { name: check.executor_full_name }),
        evaluation.score !== null &&
          words.h('bot.check.score', { score: `${evaluation.score.toLocaleString(words.locale)}\u00a0%` }),
      ],
      [failed.length === 0 && words.h('bot.review.all_well')],
      shown.map((stop) => answerLine(words, standing, stop)),
      [hasPhotos && words.h('bot.review.photos', { url: panelUrl })],
      [pages > 1 && italic(words.t('bot.list.page', { page: page + 1, pages }))],
      [isReturning && words.h('bot.ask.return')],
    ),
    keyboard: isReturning
      ? [[words.button('bot.button.cancel', 'review', check.id)]]
      : [
          ...pageButtons(words, page, pages, 'review', check.id),
          ...(isMine
            ? [
                [
                  words.button('bot.button.accept', 'accept', check.id),
                  words.button('bot.button.return', 'return', check.id),
                ],
              ]
            : []),
          [words.button('bot.button.list', 'checks')],
        ],
  };
}

function isPicture(stops: readonly Stop[], questionId: string, value: unknown): boolean {
  const type = stops.find(({ question }) => question.id === questionId)?.question.type;
  return value !== null && (type === 'photo' || type === 'signature');
}

function answerLine(
  words: Words,
  { check, answers, evaluation, remarks }: CheckFacts['standing'],
  { question }: Stop,
) {
  const answer = answers.find(({ question_id }) => question_id === question.id);
  const said =
    answer && isAnswered(answer)
      ? clipped(answerText(question, answer, words.locale, check.time_zone), 80)
      : words.t('bot.summary.missing');
  const comment = remarks.findLast(({ question_id }) => question_id === question.id)?.text ?? answer?.comment;
  const line = `${escapeHtml(clipped(question.text, 80))} — ${bold(said)}`;
  return [
    evaluation.failed[question.id] ? `❗️ ${line}, ${words.h('bot.review.failed')}` : line,
    comment ? `   ${italic(clipped(comment, 100))}` : '',
  ]
    .filter(Boolean)
    .join('\n');
}
