import { isAnswered } from '../../domain/answer';
import type { NumberQuestion, Question } from '../../domain/template';
import { wallTime } from '../../domain/localTime';
import { clipped } from '../../domain/plainText';
import type { CheckStanding } from '../../services/checks/standingOf';
import { answerText, dayText, measured, rangeText } from './answerText';
import type { At } from './at';
import { type Stop, demandsOf, stopsOf } from './course';
import { questionKeyboard } from './questionKeyboard';
import { type Card, type Words, bold, italic, paragraphs, pieces } from './say';

export interface QuestionFacts {
  standing: CheckStanding;
  stop: Stop;
  at: At;
  now: Date;
}

/** One question of a check: where in it we are, what is asked, what has been answered, and what can be done. */
export function questionCard(words: Words, facts: QuestionFacts): Card {
  const { standing, stop, at } = facts;
  const { check } = standing;
  const { question, section } = stop;
  const asked = stopsOf(standing).filter((one) => one.question.type !== 'instruction');
  const place = asked.indexOf(asked.find((one) => one.index === stop.index) as Stop) + 1;
  const [text = '', ...more] = pieces(question.text, 1500).reverse();
  const hint = question.hint && clipped(question.hint, 1200);
  return {
    before: more.reverse().map((piece) => bold(piece)),
    html: paragraphs(
      [at.note && clipped(at.note, 600)].map((note) => note && noteLine(note)),
      [
        italic(clipped(check.title, 120)),
        italic(
          [
            clipped(section.title, 120),
            place > 0 && words.t('bot.question.place', { at: place, total: asked.length }),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      ],
      [bold(text) + marksOf(words, question), hint && italic(hint)],
      answerLines(words, facts),
      [askLine(words, facts)],
    ),
    keyboard: questionKeyboard(words, facts),
  };
}

export const noteLine = (note: string): string => bold(note);

function marksOf(words: Words, { required, critical, type }: Question): string {
  if (type === 'instruction') return '';
  const marks = [critical && 'bot.question.critical', !required && 'bot.question.optional'] as const;
  const said = marks.flatMap((key) => (key ? [words.h(key)] : []));
  return said.length > 0 ? ` (${said.join(', ')})` : '';
}

function answerLines(words: Words, { standing, stop: { question } }: QuestionFacts): string[] {
  const { check, answers, evaluation, remarks } = standing;
  const answer = answers.find(({ question_id }) => question_id === question.id);
  const failed = evaluation.failed[question.id] ? ` — ${words.t('bot.question.failed')}` : '';
  const comment = remarks.findLast(({ question_id }) => question_id === question.id)?.text ?? answer?.comment;
  return [
    answer && isAnswered(answer) && (question.type !== 'photo' || answer.na)
      ? words.h('bot.question.answer', {
          answer: clipped(answerText(question, answer, words.locale, check.time_zone), 400) + failed,
        })
      : '',
    comment ? words.h('bot.question.comment', { text: clipped(comment, 300) }) : '',
  ];
}

function askLine(words: Words, { standing, stop: { question }, at, now }: QuestionFacts): string {
  const { time_zone } = standing.check;
  if (at.want === 'comment') return words.h(demandKey(standing, question.id));
  switch (question.type) {
    case 'number': {
      const { unit, min, max, limit_min, limit_max } = question;
      const norm = rangeText(words.locale, unit, min, max);
      const possible = rangeText(words.locale, unit, limit_min, limit_max);
      const limits = [
        norm && words.h('bot.question.norm', { range: norm }),
        possible && words.h('bot.question.possible', { range: possible }),
      ].filter(Boolean);
      const ask = words.h('bot.ask.number', {
        example: measured(exampleOf(question), undefined, words.locale),
      });
      return paragraphs([ask, limits.length > 0 && capital(limits.join('; '))]);
    }
    case 'text':
      return words.h('bot.ask.text');
    case 'multi_choice':
      return words.h('bot.ask.multi_choice');
    case 'date':
      return words.h('bot.ask.date', { example: shortDate(now, time_zone) });
    case 'time':
      return at.picker ? words.h('bot.ask.minutes') : words.h('bot.ask.time');
    case 'datetime':
      if (at.picker && at.picker.length > 7)
        return words.h('bot.ask.datetime_time', { day: dayText(at.picker.slice(0, 10), words.locale) });
      return words.h('bot.ask.datetime', { example: `${shortDate(now, time_zone)} 08:30` });
    case 'photo': {
      const answer = standing.answers.find(({ question_id }) => question_id === question.id);
      const count = at.draft?.length ?? (Array.isArray(answer?.value) ? answer.value.length : 0);
      const lack = question.min_photos - count;
      return paragraphs([
        count === 0 && words.h('bot.ask.photo'),
        count > 0 && words.h('bot.question.photo_done', { count, max: question.max_photos }),
        count > 0 && lack > 0 && words.h('bot.question.photo_need', { count: lack }),
      ]);
    }
    case 'signature':
      return words.h('bot.ask.signature');
    default:
      return '';
  }
}

function demandKey(standing: CheckStanding, questionId: string) {
  const { comment, photo } = demandsOf(standing, questionId);
  if (comment && photo) return 'bot.ask.both_demanded';
  if (photo) return 'bot.ask.photo_demanded';
  return comment ? 'bot.ask.comment_demanded' : 'bot.ask.comment';
}

/** A number that would be fine, so that the example misleads nobody. */
export function exampleOf({ min, max, decimals }: NumberQuestion): number {
  const middle =
    min !== undefined && max !== undefined ? (min + max) / 2 : (min ?? max ?? (decimals === 0 ? 12 : 12.5));
  return Number(middle.toFixed(decimals ?? 1));
}

export function shortDate(now: Date, zone: string): string {
  return wallTime(now, zone).slice(0, 10).split('-').reverse().join('.');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
