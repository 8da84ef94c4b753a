import { Workbook as ExcelWorkbook } from 'exceljs';
import { OURS } from './sheet';
import type { WrittenForm } from './writeForm';

/** Columns of the standard, in the order in which people know them; ours follow. */
const STANDARD: Record<keyof WrittenForm, string[]> = {
  survey: ['type', 'name', 'label', 'hint', 'required', 'relevant', 'constraint', 'appearance'],
  choices: ['list_name', 'name', 'label'],
  settings: ['form_title', 'form_id', 'version'],
};

const WIDTHS: Record<string, number> = { label: 60, hint: 40, relevant: 40, constraint: 30, type: 28 };

/** An .xlsx whose every cell is text: what begins with = + - or @ is no formula, and stays none when edited. */
export async function writeWorkbook(form: WrittenForm): Promise<Buffer> {
  const workbook = new ExcelWorkbook();
  for (const name of ['survey', 'choices', 'settings'] as const) {
    const rows = form[name];
    const ours = new Set(rows.flatMap((row) => Object.keys(row).filter((column) => column.startsWith(OURS))));
    const columns = [...STANDARD[name], ...ours];
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map((column) => ({
      width: WIDTHS[column] ?? 18,
      style: { numFmt: '@', alignment: { vertical: 'top', wrapText: true } },
    }));
    sheet.addRow(columns).font = { bold: true };
    for (const row of rows) sheet.addRow(columns.map((column) => escaped(row[column] ?? '') || null));
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** XML cannot hold control characters, and turns returns into line feeds: Office writes both as `_xHHHH_`. */
function escaped(text: string): string {
  return (
    text
      .replace(/_x[0-9A-F]{4}_/g, (like) => `_x005F${like}`)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be escaped
      .replace(
        /[\u0001-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g,
        (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
      )
  );
}
