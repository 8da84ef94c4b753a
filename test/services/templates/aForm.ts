import { Workbook } from 'exceljs';

type Row = unknown[];

/** An .xlsx of these sheets, the header first; a value may be whatever exceljs writes, for example a formula. */
export async function aWorkbook(sheets: Record<string, Row[]>): Promise<Buffer> {
  const workbook = new Workbook();
  for (const [name, rows] of Object.entries(sheets)) workbook.addWorksheet(name).addRows(rows);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A survey of `type, name, label` and further columns. */
export async function aForm(
  survey: Record<string, unknown>[],
  more: { choices?: Record<string, unknown>[]; settings?: Record<string, unknown> } = {},
): Promise<Buffer> {
  return aWorkbook({
    survey: table(survey),
    ...(more.choices && { choices: table(more.choices) }),
    ...(more.settings && { settings: table([more.settings]) }),
  });
}

function table(rows: Record<string, unknown>[]): Row[] {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))];
}
