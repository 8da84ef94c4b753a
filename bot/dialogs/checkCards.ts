import type { BotButton } from '../../clients/telegram/gateway';
import { isRunning } from '../../domain/check';
import { questionsOf } from '../../domain/template';
import { clipped } from '../../domain/plainText';
import { escapeHtml } from '../../reports/markup';
import type { CheckWithActs } from '../../services/checks/withActs';
import type { CheckStanding } from '../../services/checks/standingOf';
import type { At } from './at';
import { noteLine } from './questionCard';
import { type Card, type Words, bold, italic, paragraphs } from './say';

const A_PAGE = 6;

export interface ListFacts {
  /** The most urgent first. */
  mine: readonly CheckWithActs[];
  toReview: readonly CheckWithActs[];
  at: At;
  now: Date;
}

const isLate = ({ due_at, status }: { due_at: Date; status: CheckStanding['check']['status'] }, now: Date) =>
  isRunning(status) && due_at <= now;

/** What waits for the person: checks to fill in, then those to review. */
export function listCard(words: Words, { mine, toReview, at, now }: ListFacts): Card {
  const rows = [
    ...mine.map(({ check }) => ({ check, verb: 'fill' })),
    ...toReview.map(({ check }) => ({ check, verb: 'review' })),
  ];
  const pages = Math.max(1, Math.ceil(rows.length / A_PAGE));
  const page = Math.min(at.page ?? 0, pages - 1);
  const shown = rows.slice(page * A_PAGE, (page + 1) * A_PAGE);
  const lines = shown.map(({ check, verb }, place) => {
    const { id, title, due_at, time_zone, answered_count, question_count } = check;
    const due =
      verb === 'review'
        ? words.h('bot.check.executor', { name: check.executor_full_name })
        : words.h(isLate(check, now) ? 'bot.list.overdue' : 'bot.list.due', {
            at: words.at(due_at, time_zone),
          });
    const progress =
      verb === 'fill' && answered_count > 0
        ? words.h('bot.list.started', { answered: answered_count, total: question_count })
        : undefined;
    const number = page * A_PAGE + place + 1;
    return {
      id,
      verb,
      number,
      title,
      html: paragraphs([`${number}. ${bold(clipped(title, 120))}`, due, progress]),
    };
  });
  const toFill = lines.filter(({ verb }) => verb === 'fill');
  const waiting = lines.filter(({ verb }) => verb === 'review');
  return {
    html: paragraphs(
      [at.note && noteLine(at.note)],
      [bold(words.t('bot.list.title'))],
      [mine.length === 0 && words.h('bot.list.none')],
      ...toFill.map(({ html }) => [html]),
      [waiting.length > 0 && bold(words.t('bot.list.review'))],
      ...waiting.map(({ html }) => [html]),
      [pages > 1 && italic(words.t('bot.list.page', { page: page + 1, pages }))],
    ),
    keyboard: [
      ...lines.map(({ id, verb, number, title }) => [
        words.button({ text: `${verb === 'fill' ? '▶️' : '👁'} ${number}. ${title}` }, verb, id),
      ]),
      ...pageButtons(words, page, pages, 'checks'),
      ...(rows.length === 0 ? [[words.button('bot.button.list', 'checks')]] : []),
    ],
  };
}

export function pageButtons(
  words: Words,
  page: number,
  pages: number,
  verb: string,
  subject?: string,
): BotButton[][] {
  const turn = (to: number, text: string): BotButton => words.button({ text }, verb, subject, to);
  const row = [
    ...(page > 0 ? [turn(page - 1, '‹')] : []),
    ...(page < pages - 1 ? [turn(page + 1, '›')] : []),
  ];
  return row.length > 0 ? [row] : [];
}

/** The lines that say which check this is and where it stands. */
export function checkHead(words: Words, { check }: Pick<CheckStanding, 'check'>, now: Date): string[] {
  const { title, area_name, due_at, time_zone, status } = check;
  return [
    bold(clipped(title, 200)),
    ...(area_name ? [words.h('bot.check.area', { area: area_name })] : []),
    ...(isRunning(status)
      ? [
          words.h(isLate(check, now) ? 'bot.check.was_due' : 'bot.check.due', {
            at: words.at(due_at, time_zone),
          }),
        ]
      : []),
    words.h('bot.check.status', { status: words.t(`status.${status}`) }),
  ];
}

export interface CheckFacts {
  standing: CheckStanding;
  at: At;
  now: Date;
}

export function checkCard(words: Words, { standing, at, now }: CheckFacts): Card {
  const { check, may, evaluation } = standing;
  const { answered, total } = evaluation.progress;
  const isReviewable = check.status === 'submitted' && may.includes('review');
  const wants = at.want === 'decline' || at.want === 'note' ? at.want : undefined;
  return {
    html: paragraphs(
      [at.note && noteLine(at.note)],
      checkHead(words, standing, now),
      [
        isRunning(check.status) && words.h('bot.check.progress', { answered, total }),
        check.score !== null &&
          words.h('bot.check.score', { score: `${check.score.toLocaleString(words.locale)}\u00a0%` }),
        check.verdict !== null &&
          words.h('bot.check.verdict', { verdict: words.t(`verdict.${check.verdict}`).toLowerCase() }),
      ],
      [wants && words.h(`bot.ask.${wants}`)],
    ),
    keyboard: wants
      ? [[words.button('bot.button.cancel', 'open', check.id)]]
      : [
          ...(may.includes('answer')
            ? [[words.button(answered > 0 ? 'bot.button.go_on' : 'bot.button.fill', 'fill', check.id)]]
            : []),
          ...(isReviewable ? [[words.button('bot.button.review', 'review', check.id)]] : []),
          [
            ...(may.includes('comment') ? [words.button('bot.button.comment', 'note', check.id)] : []),
            ...(may.includes('decline') ? [words.button('bot.button.decline', 'decline', check.id)] : []),
          ],
          [words.button('bot.button.list', 'checks')],
        ].filter((row) => row.length > 0),
  };
}

const MOST_JUMPS = 8;

/** What a submit still waits for, each with a button that leads there; else the submit itself. */
export function summaryCard(words: Words, { standing, at, now }: CheckFacts): Card {
  const { check, structure, evaluation, may, answers } = standing;
  const questions = questionsOf(structure);
  const wanting = [...new Map(evaluation.missing.map((fault) => [fault.path, fault])).values()].map(
    (fault) => {
      const index = questions.findIndex(({ id }) => `/answers/${id}` === fault.path);
      const why =
        fault.code === 'answer.comment_required'
          ? 'comment_required'
          : fault.code === 'answer.photo_required'
            ? 'photo_required'
            : 'missing';
      return { index, text: questions[index]?.text ?? '', why: words.t(`bot.summary.${why}`) };
    },
  );
  const failed = questions.filter(({ id }) => evaluation.failed[id] && evaluation.visible.has(id));
  const { answered, total } = evaluation.progress;
  const unanswered =
    total - answered - evaluation.missing.filter(({ code }) => code === 'answer.missing').length;
  const shown = wanting.slice(0, MOST_JUMPS);
  const more = (all: number): string | false =>
    all > MOST_JUMPS && words.h('bot.summary.more', { count: all - MOST_JUMPS });
  const isReady = wanting.length === 0;
  return {
    html: paragraphs(
      [at.note && noteLine(at.note)],
      checkHead(words, standing, now),
      [words.h('bot.check.progress', { answered, total })],
      [
        failed.length > 0 && bold(words.t('bot.summary.failed')),
        ...failed
          .slice(0, MOST_JUMPS)
          .map(({ text, id }) => `• ${escapeHtml(clipped(text, 120))}${commentOf(standing, id)}`),
        more(failed.length),
      ],
      [unanswered > 0 && words.h('bot.summary.optional', { count: unanswered })],
      isReady
        ? [bold(words.t('bot.summary.ready'))]
        : [
            bold(words.t('bot.summary.left', { count: wanting.length })),
            ...shown.map(({ text, why }) => `• ${escapeHtml(clipped(text, 120))} — ${italic(why)}`),
            more(wanting.length),
          ],
    ),
    keyboard: [
      ...shown.map(({ index, text }) => [words.button({ text: `→ ${text}` }, 'jump', check.id, index)]),
      ...(isReady && may.includes('submit') ? [[words.button('bot.button.submit', 'submit', check.id)]] : []),
      [
        ...(answers.length > 0 ? [words.button('bot.button.back', 'last', check.id)] : []),
        words.button('bot.button.list', 'checks'),
      ],
    ],
  };
}

function commentOf({ remarks, answers }: CheckStanding, questionId: string): string {
  const text =
    remarks.findLast(({ question_id }) => question_id === questionId)?.text ??
    answers.find(({ question_id }) => question_id === questionId)?.comment;
  return text ? ` — ${italic(clipped(text, 120))}` : '';
}
