import type { BotButton } from '../../clients/telegram/gateway';
import { wallTime } from '../../domain/localTime';
import type { DateQuestion } from '../../domain/template';
import type { ButtonOn } from './questionKeyboard';
import type { Words } from './say';
import { shifted } from './typedAnswer';

type Limits = Pick<DateQuestion, 'type' | 'not_before' | 'not_after'>;

/** The usual days; a month for the others. */
export function dayButtons(question: Limits, now: Date, zone: string, on: ButtonOn): BotButton[][] {
  const today = wallTime(now, zone).slice(0, 10);
  const days = [
    ['bot.button.yesterday', -1],
    ['bot.button.today', 0],
    ['bot.button.tomorrow', 1],
  ] as const;
  const usual = days
    .map(([label, away]) => ({ label, date: shifted(today, away) }))
    .filter(({ date }) => fits(date, question))
    .map(({ label, date }) => on(label, 'day', date));
  const nowButton = question.type === 'datetime' ? [on('bot.button.now', 'now')] : [];
  return [[...usual, ...nowButton], [on('bot.button.calendar', 'month', today.slice(0, 7))]].filter(
    (row) => row.length > 0,
  );
}

/** A month's days by weeks, the week beginning on Monday. */
export function monthButtons(words: Words, question: Limits, month: string, on: ButtonOn): BotButton[][] {
  const first = new Date(`${month.slice(0, 7)}-01T00:00:00Z`);
  const title = new Intl.DateTimeFormat(words.locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(first);
  const idle = on({ text: '·' }, 'idle');
  const cells: BotButton[] = Array.from({ length: (first.getUTCDay() + 6) % 7 }, () => idle);
  for (let date = month.slice(0, 7) + '-01'; date.startsWith(month.slice(0, 7)); date = shifted(date, 1))
    cells.push(fits(date, question) ? on({ text: String(Number(date.slice(8))) }, 'day', date) : idle);
  while (cells.length % 7 !== 0) cells.push(idle);
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  return [
    [
      on({ text: '‹' }, 'month', moved(first, -1)),
      on({ text: title }, 'idle'),
      on({ text: '›' }, 'month', moved(first, 1)),
    ],
    ...weeks,
  ];
}

function moved(first: Date, by: number): string {
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + by, 1)).toISOString().slice(0, 7);
}

/** A moment's own limits are known only with its time. */
function fits(date: string, { not_before, not_after }: Limits): boolean {
  return (!not_before || date >= not_before.slice(0, 10)) && (!not_after || date <= not_after.slice(0, 10));
}
