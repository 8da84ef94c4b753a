import type { Fault, FaultCode } from '../../../domain/errors';
import { child } from '../../../domain/shape';

/** A row as text, by the header's lower-cased names; `number` is the one that a person sees in the spreadsheet. */
export interface SheetRow {
  number: number;
  cells: Record<string, string>;
}

export interface Sheet {
  name: string;
  columns: string[];
  rows: SheetRow[];
}

/** Where the fields of ours that XLSForm has no column for are kept. */
export const OURS = 'proverka::';

export function cell(row: SheetRow, column: string): string {
  return (row.cells[column] ?? '').trim();
}

/** A fault at a cell; its path is `/survey/7/relevant`. */
export function cellFault(
  code: FaultCode,
  sheet: string,
  row: SheetRow,
  column: string,
  what?: string,
): Fault {
  return {
    path: child(`/${sheet}/${row.number}`, column),
    code,
    params: { sheet, row: row.number, column, ...(what !== undefined && { what: what.slice(0, 200) }) },
  };
}
