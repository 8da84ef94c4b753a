import { PassThrough, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { stream } from 'exceljs';
import { DomainError } from '../../domain/errors';

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
type Cell = string | number | boolean | Date | null;
type ExportRow<Column extends string> = Record<Column, Cell>;

/** A workbook is put together in memory; CSV has no limit. */
export const MOST_WORKBOOK_ROWS = 50_000;

/**
 * The rows under a header of column names. CSV is UTF-8 with a mark for spreadsheets, its cells never formulas, and is
 * read as the caller takes it. @throws DomainError `export.too_many_rows` for a workbook of more than 50,000 rows
 */
export async function exportFile<Column extends string>(
  format: ExportFormat,
  columns: readonly Column[],
  rows: AsyncIterable<ExportRow<Column>>,
): Promise<Readable> {
  return format === 'csv' ? csvOf(columns, rows) : workbookOf(columns, await gathered(rows));
}

function csvOf<Column extends string>(
  columns: readonly Column[],
  rows: AsyncIterable<ExportRow<Column>>,
): Readable {
  const csv = stringify({
    header: true,
    columns: [...columns],
    bom: true,
    escape_formulas: true,
    cast: { date: (value) => value.toISOString(), boolean: (value) => String(value) },
  });
  const source = Readable.from(rows);
  source.on('error', (error) => csv.destroy(error));
  return source.pipe(csv);
}

async function gathered<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) {
    if (all.length === MOST_WORKBOOK_ROWS)
      throw new DomainError('export.too_many_rows', { params: { max: MOST_WORKBOOK_ROWS } });
    all.push(row);
  }
  return all;
}

/** Texts are written as texts: a spreadsheet takes none of them for a formula. Times are UTC. */
function workbookOf<Column extends string>(
  columns: readonly Column[],
  rows: readonly ExportRow<Column>[],
): Readable {
  const output = new PassThrough();
  const workbook = new stream.xlsx.WorkbookWriter({ stream: output, useStyles: true });
  const sheet = workbook.addWorksheet('Proverka', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map((key) => ({ header: key, key, width: Math.max(key.length + 2, 14) }));
  for (const row of rows) {
    const added = sheet.addRow(row);
    added.eachCell((cell) => {
      if (cell.value instanceof Date) cell.numFmt = 'yyyy-mm-dd hh:mm:ss';
    });
    added.commit();
  }
  workbook.commit().catch((error: Error) => output.destroy(error));
  return output;
}
