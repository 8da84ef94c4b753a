import { isDeepStrictEqual } from 'node:util';
import { OURS, type SheetRow } from './sheet';

type Fields = Record<string, unknown>;

/** Fields that are text: in a cell of ours they stand as they are, all others as JSON. */
const TEXTS = new Set(
  'id type text title hint unit not_before not_after guidance_file_id value label color description due_in miss_after review review_due_in'.split(
    ' ',
  ),
);

/** A field in its cell; `absent` says that the field is not there, whatever the standard columns give. */
function writeField(name: string, value: unknown): string {
  if (value === undefined) return 'absent';
  if (!TEXTS.has(name) || typeof value !== 'string') return JSON.stringify(value);
  const isPlain = value !== '' && value === value.trim() && value !== 'absent' && !value.startsWith('"');
  return isPlain ? value : JSON.stringify(value);
}

/** @throws SyntaxError for a cell that is no JSON */
function readField(name: string, text: string): unknown {
  return TEXTS.has(name) && !text.startsWith('"') ? text : JSON.parse(text);
}

/** Cells for the fields that reading the standard columns alone would not give back. */
export function ourCells(wanted: Fields, given: Fields): Record<string, string> {
  const names = Object.keys({ ...wanted, ...given });
  const missing = names.filter((name) => !isDeepStrictEqual(wanted[name], given[name]));
  return Object.fromEntries(missing.map((name) => [OURS + name, writeField(name, wanted[name])]));
}

export interface OurFields {
  /** Undefined stands for a field that is to be absent. */
  fields: Fields;
  /** Columns whose cell cannot be read. */
  unreadable: string[];
}

/** The fields of a row's own columns. */
export function readOurs(row: SheetRow): OurFields {
  const ours: OurFields = { fields: {}, unreadable: [] };
  for (const [column, content] of Object.entries(row.cells)) {
    const text = content.trim();
    if (!column.startsWith(OURS) || text === '') continue;
    const name = column.slice(OURS.length);
    try {
      ours.fields[name] = text === 'absent' ? undefined : readField(name, text);
    } catch {
      ours.unreadable.push(column);
    }
  }
  return ours;
}

/** Columns of ours that cannot be read, or whose field is not among those known. */
export function unusableColumns(
  row: SheetRow,
  { unreadable }: OurFields,
  known: readonly string[],
): string[] {
  return Object.keys(row.cells).filter((column) => {
    if (!column.startsWith(OURS) || row.cells[column]?.trim() === '') return false;
    return unreadable.includes(column) || !known.includes(column.slice(OURS.length));
  });
}

/** Fields from the standard columns with those of ours over them. */
export function overlaid(given: Fields, { fields }: OurFields): Fields {
  return Object.fromEntries(
    Object.entries({ ...given, ...fields }).filter(([, value]) => value !== undefined),
  );
}
