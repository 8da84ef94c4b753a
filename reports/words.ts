import { reportsEn } from '../locales/reports.en';
import { reportsRu, type ReportWords } from '../locales/reports.ru';

export type { ReportWords };

const WORDS: Record<'ru' | 'en', ReportWords> = { ru: reportsRu, en: reportsEn };

export function wordsIn(language: 'ru' | 'en'): ReportWords {
  return WORDS[language];
}

/** One pass, so that a `{{…}}` typed by a person stays as it is. */
export function fill(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => String(params[name] ?? placeholder));
}

/** What XML cannot hold goes (control characters, lone surrogates, non-characters); line ends become `\n`. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '');
}
