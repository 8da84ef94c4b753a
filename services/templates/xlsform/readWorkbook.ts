import { type Cell, type CellFormulaValue, Workbook as ExcelWorkbook, type Worksheet } from 'exceljs';
import { DomainError, type Fault } from '../../../domain/errors';
import { zipEntries } from '../../../reports/zip';
import type { Workbook } from './readForm';
import type { Sheet, SheetRow } from './sheet';
import { storedZip } from './storedZip';

const MOST_PARTS = 500;
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 200;
const MOST_SHEETS = 30;

/** All that the text of cells depends on; pictures, tables, names and scripts are left behind. */
const NEEDED =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/sharedStrings\.xml|xl\/styles\.xml|xl\/worksheets\/sheet\d+\.xml)$/;

/** Parts of a sheet whose ranges the library would spell out cell by cell, a million in a few bytes. */
const SPRAWLING = [
  'mergeCells',
  'dataValidations',
  'conditionalFormatting',
  'cols',
  'hyperlinks',
  'drawing',
  'legacyDrawing',
  'tableParts',
  'autoFilter',
  'extLst',
  'picture',
  'rowBreaks',
  'colBreaks',
  'headerFooter',
  'pageSetup',
];

/**
 * The sheets `survey`, `choices` and `settings` of an .xlsx as text. Formulas are read as they stand, never evaluated.
 * @throws DomainError `template.import_unreadable` for what is no workbook, is too large, or unpacks to too much
 */
export async function readWorkbook(content: Buffer): Promise<Workbook> {
  const workbook = new ExcelWorkbook();
  // Names of ranges are spelled out cell by cell as well, and there is no option against it.
  Object.defineProperty(workbook.definedNames, 'model', { get: () => [], set: () => {} });
  await workbook.xlsx
    .load(
      neededParts(content) as unknown as ArrayBuffer,
      {
        ignoreNodes: SPRAWLING,
        maxRows: MOST_ROWS,
        maxCols: MOST_COLUMNS,
      } as { ignoreNodes: string[] },
    )
    .catch((error: Error) => {
      throw /^Max (row|column) count/.test(error.message) ? tooLarge() : refused([unreadableFile]);
    });
  if (workbook.worksheets.length > MOST_SHEETS) throw tooLarge();
  const sheets = workbook.worksheets
    .filter(({ name }) => /^(survey|choices|settings)$/i.test(name.trim()))
    .map(sheetOf);
  return new Map(sheets.map((sheet) => [sheet.name, sheet]));
}

const unreadableFile: Fault = { path: '/file', code: 'field.bad_format', params: { expected: 'xlsx' } };

export function refused(faults: Fault[]): DomainError {
  return new DomainError('template.import_unreadable', { faults });
}

function tooLarge(): DomainError {
  return refused([{ path: '/file', code: 'import.too_large', params: { max: MOST_ROWS } }]);
}

/** Packed anew, so that the library meets exactly the bytes that have been counted here. */
function neededParts(content: Buffer): Buffer {
  try {
    const entries = zipEntries(content, MOST_PARTS, MOST_BYTES).filter(({ name }) => NEEDED.test(name));
    return storedZip(entries.map(({ name, read }) => ({ name, content: read() })));
  } catch {
    throw refused([unreadableFile]);
  }
}

function sheetOf(worksheet: Worksheet): Sheet {
  const last = worksheet.lastRow?.number ?? 0;
  if (last > MOST_ROWS) throw tooLarge();
  const header = textsOf(worksheet, 1).map((text) =>
    text
      .trim()
      .toLowerCase()
      .replace(/\s*(::?)\s*/g, '$1'),
  );
  const rows: SheetRow[] = [];
  for (let number = 2; number <= last; number += 1) {
    const cells: Record<string, string> = {};
    textsOf(worksheet, number).forEach((text, index) => {
      const column = header[index];
      if (column && text !== '') cells[column] = text;
    });
    if (Object.keys(cells).length > 0) rows.push({ number, cells });
  }
  return { name: worksheet.name.trim().toLowerCase(), columns: header.filter(Boolean), rows };
}

function textsOf(worksheet: Worksheet, number: number): string[] {
  const texts: string[] = [];
  worksheet.findRow(number)?.eachCell((cell, column) => {
    if (column <= MOST_COLUMNS) texts[column - 1] = textOf(cell);
  });
  return Array.from(texts, (text) => text ?? '');
}

function textOf(cell: Cell): string {
  const { value } = cell;
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('error' in value) return value.error;
  if (typeof cell.formula === 'string') return `=${cell.formula}`;
  return String((value as CellFormulaValue & { text?: unknown }).text ?? '');
}
