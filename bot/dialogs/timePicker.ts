import type { BotButton } from '../../clients/telegram/gateway';
import type { ButtonOn } from './questionKeyboard';

const HOURS_A_ROW = 6;
const MINUTES_A_ROW = 4;
const MINUTE_STEP = 5;

const two = (n: number): string => String(n).padStart(2, '0');

export function hourButtons(on: ButtonOn, withNow: boolean): BotButton[][] {
  const hours = Array.from({ length: 24 }, (_, hour) => on({ text: two(hour) }, 'hour', two(hour)));
  return [...inRows(hours, HOURS_A_ROW), ...(withNow ? [[on('bot.button.now', 'now')]] : [])];
}

export function minuteButtons(hour: string, on: ButtonOn): BotButton[][] {
  const minutes = Array.from({ length: 60 / MINUTE_STEP }, (_, n) => two(n * MINUTE_STEP));
  return inRows(
    minutes.map((minute) => on({ text: `${hour}:${minute}` }, 'minute', hour + minute)),
    MINUTES_A_ROW,
  );
}

const inRows = <T>(all: readonly T[], width: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / width) }, (_, row) =>
    all.slice(row * width, (row + 1) * width),
  );
