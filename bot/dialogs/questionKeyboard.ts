import type { BotButton } from '../../clients/telegram/gateway';
import { isAnswered } from '../../domain/answer';
import type { Option } from '../../domain/template';
import { dayButtons, monthButtons } from './datePicker';
import type { QuestionFacts } from './questionCard';
import { formerStop } from './course';
import type { Words } from './say';
import { hourButtons, minuteButtons } from './timePicker';

/** Telegram takes a hundred buttons; a person reads far fewer. */
const OPTIONS_A_PAGE = 20;

/** Makes a button about this question of this check. */
export type ButtonOn = (
  label: Parameters<Words['button']>[0],
  verb: string,
  ...more: (string | number)[]
) => BotButton;

export function questionKeyboard(words: Words, facts: QuestionFacts): BotButton[][] {
  const { standing, stop, at } = facts;
  const { check, answers } = standing;
  const { question, index } = stop;
  const on: ButtonOn = (label, verb, ...more) => words.button(label, verb, check.id, index, ...more);
  const answer = answers.find(({ question_id }) => question_id === question.id);
  const answered = isAnswered(answer);
  if (at.want === 'comment') return [[on('bot.button.cancel', 'keep'), on('bot.button.later', 'next')]];
  const asides = [
    ...(question.type === 'instruction' ? [] : [on('bot.button.comment', 'say')]),
    ...(question.allow_na && question.type !== 'instruction' && !answer?.na
      ? [on('bot.button.na', 'na')]
      : []),
    ...(answered && ['photo', 'signature', 'text', 'multi_choice'].includes(question.type)
      ? [on('bot.button.clear', 'clear')]
      : []),
  ];
  const forward = answered || question.type === 'instruction' ? 'bot.button.forward' : 'bot.button.skip';
  return [
    ...answerButtons(words, facts, on),
    [...(formerStop(standing, index) ? [on('bot.button.back', 'back')] : []), on(forward, 'next')],
    asides,
    [words.button('bot.button.left', 'sum', check.id), words.button('bot.button.list', 'checks')],
  ].filter((row) => row.length > 0);
}

function answerButtons(
  words: Words,
  { standing, stop, at, now }: QuestionFacts,
  on: ButtonOn,
): BotButton[][] {
  const { question } = stop;
  const { time_zone } = standing.check;
  const answer = standing.answers.find(({ question_id }) => question_id === question.id);
  const value = answer?.na ? undefined : answer?.value;
  switch (question.type) {
    case 'yes_no':
      return [
        [
          on({ text: ticked(words.t('bot.question.yes'), value === true) }, 'yes', 1),
          on({ text: ticked(words.t('bot.question.no'), value === false) }, 'yes', 0),
        ],
      ];
    case 'single_choice':
      return optionButtons(question.options, at.page ?? 0, on, ({ label, value: own }, number) =>
        on({ text: ticked(label, value === own) }, 'one', number),
      );
    case 'multi_choice': {
      const chosen = at.draft ?? (Array.isArray(value) ? value : []);
      return [
        ...optionButtons(question.options, at.page ?? 0, on, ({ label, value: own }, number) =>
          on({ text: `${chosen.includes(own) ? '☑️' : '⬜️'} ${label}` }, 'tick', number),
        ),
        [on('bot.button.done', 'done')],
      ];
    }
    case 'date':
      return at.picker
        ? monthButtons(words, question, at.picker, on)
        : dayButtons(question, now, time_zone, on);
    case 'time':
      return at.picker ? minuteButtons(at.picker, on) : hourButtons(on, true);
    case 'datetime':
      if (!at.picker) return dayButtons(question, now, time_zone, on);
      if (at.picker.length === 7) return monthButtons(words, question, at.picker, on);
      return at.picker.length === 10 ? hourButtons(on, false) : minuteButtons(at.picker.slice(11), on);
    default:
      return [];
  }
}

const ticked = (label: string, isChosen: boolean): string => (isChosen ? `✓ ${label}` : label);

/** Short labels stand two in a row. */
function optionButtons(
  options: readonly Option[],
  page: number,
  on: ButtonOn,
  button: (option: Option, number: number) => BotButton,
): BotButton[][] {
  const pages = Math.ceil(options.length / OPTIONS_A_PAGE);
  const first = Math.min(page, pages - 1) * OPTIONS_A_PAGE;
  const shown = options.slice(first, first + OPTIONS_A_PAGE);
  const width = shown.every(({ label }) => label.length <= 14) ? 2 : 1;
  const rows: BotButton[][] = [];
  shown.forEach((option, at) => {
    const made = button(option, first + at);
    if (at % width === 0) rows.push([made]);
    else rows.at(-1)?.push(made);
  });
  if (pages > 1) {
    const turn = (to: number, sign: string): BotButton =>
      on({ text: `${sign} ${to + 1}/${pages}` }, 'turn', to);
    rows.push([
      ...(page > 0 ? [turn(page - 1, '‹')] : []),
      ...(page < pages - 1 ? [turn(page + 1, '›')] : []),
    ]);
  }
  return rows;
}
