import { isDate, isTime } from '../../domain/dateText';
import { instantOf, wallTime, zoneOf } from '../../domain/localTime';
import type { Option, Question } from '../../domain/template';
import { decimalsOf } from '../../domain/decimals';
import type { MessageKey } from '../../locales/translate';

export type Typed = { value: unknown } | { refusal: MessageKey };

const refusal = (key: MessageKey): Typed => ({ refusal: key });

/** What a message means as the answer to a question. `zone` and `now` complete dates. */
export function typedAnswer(question: Question, text: string, zone: string, now: Date): Typed {
  const said = text.trim();
  switch (question.type) {
    case 'yes_no':
      return yesOrNo(said);
    case 'single_choice': {
      const option = optionSaid(question.options, said);
      return option ? { value: option.value } : refusal('bot.note.press');
    }
    case 'number': {
      const value = numberSaid(said, question.unit);
      return value === undefined ? refusal('bot.note.bad_number') : { value };
    }
    case 'text':
      return { value: text };
    case 'date': {
      const value = dateSaid(said, zone, now);
      return value ? { value } : refusal('bot.note.bad_date');
    }
    case 'time': {
      const value = timeSaid(said);
      return value ? { value } : refusal('bot.note.bad_time');
    }
    case 'datetime': {
      const value = momentSaid(said, zone, now);
      return value ? { value } : refusal('bot.note.bad_date');
    }
    case 'photo':
    case 'signature':
      return refusal('bot.note.want_photo');
    default:
      return refusal('bot.note.press');
  }
}

function yesOrNo(said: string): Typed {
  if (/^(да|yes|y|д|\+)[.!]?$/i.test(said)) return { value: true };
  if (/^(нет|no|n|н|-|−)[.!]?$/i.test(said)) return { value: false };
  return refusal('bot.note.press');
}

function optionSaid(options: readonly Option[], said: string): Option | undefined {
  const same = (text: string): boolean =>
    text.localeCompare(said, undefined, { sensitivity: 'accent' }) === 0;
  return options.find(({ label }) => same(label));
}

/** `3,5`, `−12 °C`, `1 250.5`. Two numbers in a message are none: which was meant? */
function numberSaid(said: string, unit: string | undefined): number | undefined {
  const bare = (
    unit && said.toLowerCase().endsWith(unit.toLowerCase()) ? said.slice(0, -unit.length) : said
  ).trim();
  const plain = bare
    .replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))/g, '')
    .replace(/[−–]/g, '-')
    .replace(',', '.');
  if (!/^[+-]?\d{1,15}(\.\d{1,10})?\s*[^\d\s.,-]{0,10}$/.test(plain)) return undefined;
  const value = Number.parseFloat(plain);
  return Number.isFinite(value) && decimalsOf(value) <= 10 ? value : undefined;
}

const two = (text: string): string => text.padStart(2, '0');

/** `24.11.2026`, `24.11.26`, `24.11` (the year that is nearest), `2026-11-24`, «сегодня», «вчера». */
function dateSaid(said: string, zone: string, now: Date): string | undefined {
  const today = wallTime(now, zone).slice(0, 10);
  if (/^(сегодня|today)$/i.test(said)) return today;
  if (/^(вчера|yesterday)$/i.test(said)) return shifted(today, -1);
  if (isDate(said)) return said;
  const [, day, month, year] = /^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?\.?$/.exec(said) ?? [];
  if (!day || !month) return undefined;
  const date = (y: string): string => `${y}-${two(month)}-${two(day)}`;
  if (year) {
    const full = date(year.length === 2 ? `20${year}` : year);
    return isDate(full) ? full : undefined;
  }
  const thisYear = Number(today.slice(0, 4));
  const near = [thisYear, thisYear - 1, thisYear + 1].map((y) => date(String(y))).filter(isDate);
  const away = (one: string): number => Math.abs(Date.parse(one) - Date.parse(today));
  return near.sort((a, b) => away(a) - away(b))[0];
}

export function shifted(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `8:30`, `08.30`, `0830`, `8`. */
function timeSaid(said: string): string | undefined {
  const [, hour, minute = '00'] =
    /^(\d{1,2})[:.\- ](\d{2})$/.exec(said) ?? /^(\d{2})(\d{2})$/.exec(said) ?? /^(\d{1,2})$/.exec(said) ?? [];
  const time = hour && `${two(hour)}:${minute}`;
  return time && isTime(time) ? time : undefined;
}

function momentSaid(said: string, zone: string, now: Date): string | undefined {
  const [, day, time] = /^(\S+?),?\s+(\S+)$/.exec(said) ?? [];
  const date = day && dateSaid(day, zone, now);
  const clock = time && timeSaid(time);
  if (date && clock) return momentAt(date, clock, zone);
  const today = timeSaid(said);
  return today && said.length > 2 ? momentAt(wallTime(now, zone).slice(0, 10), today, zone) : undefined;
}

/** The instant of a wall time of the area, in RFC 3339. */
export function momentAt(date: string, time: string, zone: string): string {
  return new Date(instantOf(Date.parse(`${date}T${time}:00Z`), zoneOf(zone))).toISOString();
}
