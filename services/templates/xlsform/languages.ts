import { cell, type SheetRow } from './sheet';

/** Reads a translated column (`label`, `label::Russian (ru)`, `hint::English`), Russian first. */
export type ReadText = (row: SheetRow, column: string) => string;

export function textReader(columns: readonly string[], defaultLanguage: string): ReadText {
  const ordered = new Map<string, string[]>();
  const rank = (column: string): number => {
    const language = column.split(/::?/).slice(1).join(':').trim();
    if (/(^|\W)(ru|rus|russian|русский)(\W|$)/i.test(language)) return 0;
    if (language === '') return 1;
    return language === defaultLanguage.trim().toLowerCase() ? 2 : 3;
  };
  return (row, column) => {
    const all =
      ordered.get(column) ??
      columns
        .filter((name) => name === column || name.startsWith(`${column}:`))
        .sort((a, b) => rank(a) - rank(b));
    ordered.set(column, all);
    for (const name of all) {
      const text = cell(row, name);
      if (text !== '') return text;
    }
    return '';
  };
}
