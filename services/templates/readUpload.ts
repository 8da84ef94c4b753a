import { DomainError, type Fault } from '../../domain/errors';
import { isRecord } from '../../domain/shape';
import type { TemplateInput } from './templateInput';
import { readForm } from './xlsform/readForm';
import { readWorkbook, refused } from './xlsform/readWorkbook';

export const MOST_UPLOAD_BYTES = 4 * 1024 * 1024;

export interface Upload {
  name: string;
  content: Buffer;
}

export interface ReadUpload {
  input: TemplateInput;
  /** Says where in the file a fault of the template lies. */
  placed(fault: Fault): Fault;
}

/**
 * A template from our JSON or from an XLSForm.
 * @throws DomainError `request.too_large`, `template.import_unreadable` with what cannot be carried over
 */
export async function readUpload({ name, content }: Upload): Promise<ReadUpload> {
  if (content.length > MOST_UPLOAD_BYTES) throw new DomainError('request.too_large');
  const fallback = name.replace(/\.[^.]*$/, '').trim();
  return content.subarray(0, 2).toString('latin1') === 'PK'
    ? readXlsForm(content, fallback)
    : readJson(content, fallback);
}

async function readXlsForm(content: Buffer, fallback: string): Promise<ReadUpload> {
  const { faults, places, ...form } = readForm(await readWorkbook(content));
  if (faults.length > 0) throw refused(faults.slice(0, 200));
  return {
    input: { name: fallback, ...form },
    placed: (fault) => ({ ...fault, path: placeOf(fault.path, places) }),
  };
}

/** `/structure/sections/0/questions/1/min` → `/survey/5/min`. */
function placeOf(path: string, places: ReadonlyMap<string, string>): string {
  const [prefix = ''] = /^\/structure\/sections\/\d+(\/questions\/\d+)?/.exec(path) ?? [];
  const place = places.get(prefix);
  return place === undefined ? path : place + path.slice(prefix.length);
}

/** What an export holds besides the template, and what a reply of the API holds: read past. */
const PASSED_OVER = new Set(
  'format id version status area_id report_template created_by created_at updated_by updated_at may'.split(
    ' ',
  ),
);
const FIELDS = ['name', 'description', 'structure', 'settings'];

function readJson(content: Buffer, fallback: string): ReadUpload {
  const document = parsed(content);
  const { name = fallback, description = null, structure, settings } = document;
  const faults = Object.keys(document)
    .filter((field) => !FIELDS.includes(field) && !PASSED_OVER.has(field))
    .map((field): Fault => ({ path: `/${field}`, code: 'field.unknown' }));
  if (typeof name !== 'string') faults.push({ path: '/name', code: 'field.wrong_type' });
  if (description !== null && typeof description !== 'string') {
    faults.push({ path: '/description', code: 'field.wrong_type' });
  }
  if (faults.length > 0 || typeof name !== 'string') throw refused(faults);
  return {
    input: { name, description: description as string | null, structure, settings },
    placed: (fault) => fault,
  };
}

function parsed(content: Buffer): Record<string, unknown> {
  const unreadable = refused([{ path: '/file', code: 'field.bad_format', params: { expected: 'json' } }]);
  try {
    const document: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
    if (!isRecord(document)) throw unreadable;
    return document;
  } catch {
    throw unreadable;
  }
}
