import type { Fault } from '../../../domain/errors';
import type { Option } from '../../../domain/template';
import type { ReadText } from './languages';
import { ourCells, overlaid, readOurs, unusableColumns } from './ourColumns';
import { cell, cellFault, type Sheet, type SheetRow } from './sheet';

export interface Choice {
  row: SheetRow;
  /** As expressions say it. */
  name: string;
  /** Of the template's option; not validated yet. */
  option: Record<string, unknown>;
}

export type ChoiceLists = ReadonlyMap<string, Choice[]>;

const OPTION_FIELDS = ['value', 'label', 'score', 'failed', 'color'];

export function readChoices(
  sheet: Sheet | undefined,
  readText: ReadText,
): { lists: ChoiceLists; faults: Fault[] } {
  const lists = new Map<string, Choice[]>();
  const faults: Fault[] = [];
  for (const row of sheet?.rows ?? []) {
    const list = cell(row, 'list_name') || cell(row, 'list name');
    const name = cell(row, 'name') || cell(row, 'value');
    if (list === '' && name === '') continue;
    if (list === '') faults.push(cellFault('import.cell_missing', 'choices', row, 'list_name'));
    if (name === '') faults.push(cellFault('import.cell_missing', 'choices', row, 'name'));
    const ours = readOurs(row);
    for (const column of unusableColumns(row, ours, OPTION_FIELDS)) {
      faults.push(cellFault('import.unsupported', 'choices', row, column, row.cells[column]));
    }
    const option = overlaid({ value: name, label: readText(row, 'label') || name }, ours);
    lists.set(list, [...(lists.get(list) ?? []), { row, name, option }]);
  }
  return { lists, faults };
}

/** Rows of the sheet `choices`; names of a list have no spaces, since select_multiple answers are joined by them. */
export function writeChoices(list: string, options: readonly Option[]): Record<string, string>[] {
  const names = choiceNames(options);
  return options.map((option, index) => {
    const name = names[index] as string;
    const label = option.label;
    const given = { value: name, label: label.trim() };
    return { list_name: list, name, label, ...ourCells({ ...option }, given) };
  });
}

export function choiceNames(options: readonly Option[]): string[] {
  const taken = new Set(options.map(({ value }) => value));
  return options.map(({ value }, index) => {
    if (/^[^\s'"]+$/.test(value)) return value;
    let name = `option_${index + 1}`;
    while (taken.has(name)) name = `_${name}`;
    taken.add(name);
    return name;
  });
}
