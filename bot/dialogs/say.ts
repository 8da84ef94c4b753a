import type { BotButton, BotMessage } from '../../clients/telegram/gateway';
import type { Locale } from '../../domain/actor';
import { clipped } from '../../domain/plainText';
import { localTime } from '../../locales/localTime';
import { type MessageKey, type MessageParams, translate } from '../../locales/translate';
import { escapeHtml } from '../../reports/markup';
import { buttonData } from '../callbackData';

/** Telegram takes 4096 characters; the rest of a card wants room too. */
const LONGEST = 3500;
const LONGEST_LABEL = 60;

/** Words of one language. `t` is plain text, `h` is for HTML. */
export function wordsIn(locale: Locale) {
  const t = (key: MessageKey, params?: MessageParams): string => translate(locale, key, params);
  return {
    locale,
    t,
    h: (key: MessageKey, params?: MessageParams): string => escapeHtml(t(key, params)),
    at: (moment: Date, zone: string): string => localTime(locale, moment.toISOString(), zone),
    button: (
      key: MessageKey | { text: string },
      verb: string,
      subject?: string,
      ...words: (string | number)[]
    ): BotButton => ({
      text: typeof key === 'string' ? t(key) : clipped(key.text, LONGEST_LABEL),
      data: buttonData(verb, subject, ...words),
    }),
  };
}

export type Words = ReturnType<typeof wordsIn>;

export const bold = (text: string): string => `<b>${escapeHtml(text)}</b>`;
export const italic = (text: string): string => `<i>${escapeHtml(text)}</i>`;

/** Paragraphs of lines; what is absent takes no room. */
export function paragraphs(...groups: (readonly (string | false | undefined)[])[]): string {
  return groups
    .map((lines) => lines.filter(Boolean).join('\n'))
    .filter(Boolean)
    .join('\n\n');
}

/** A long text in pieces that Telegram takes, cut between words where that can be. */
export function pieces(text: string, longest = LONGEST): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const window = rest.slice(0, longest);
    const cut = Math.max(window.lastIndexOf('\n'), window.lastIndexOf(' '));
    const at = cut > longest / 2 ? cut : /[\uD800-\uDBFF]$/.test(window) ? longest - 1 : longest;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest];
}

export type Card = Required<Pick<BotMessage, 'html' | 'keyboard'>> & { before?: string[] };
