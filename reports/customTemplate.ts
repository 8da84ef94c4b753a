import type { Documents, TemplateExtension } from '../clients/documents';
import { DomainError } from '../domain/errors';
import { buildView } from './buildView';
import type { RenderedReport, ReportData } from './data';
import { mannerOf } from './pdf';
import { pdfData } from './pdfData';
import { hasForeignParts, hasForeignRelations } from './foreignParts';
import { zipEntries } from './zip';

export interface CustomTemplate {
  content: Buffer;
  extension: TemplateExtension;
}

export type UnreadableReason = 'extension' | 'size' | 'format' | 'macros' | 'links';

export const MAX_TEMPLATE_BYTES = 10 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 60 * 1024 * 1024;
const MAX_ENTRIES = 1000;
const EXTENSIONS: readonly string[] = ['fodt', 'odt', 'docx'] satisfies TemplateExtension[];

/** A customer's own template, filled with the data that templates/README.md describes. */
export async function renderCustomTemplate(
  { content, extension }: CustomTemplate,
  data: ReportData,
  { documents }: { documents: Documents },
): Promise<RenderedReport> {
  const pdf = await documents.renderPdf(content, extension, await pdfData(buildView(data)), mannerOf(data));
  return { content: pdf, content_type: 'application/pdf', extension: 'pdf' };
}

/**
 * Throws `report_template.unreadable`, with `params.reason`, for what is no document of its kind, is too large, or would
 * have LibreOffice run something or fetch something from elsewhere.
 */
export function assertReportTemplate(
  content: Buffer,
  extension: string,
): asserts extension is TemplateExtension {
  if (!EXTENSIONS.includes(extension)) refuse('extension');
  if (content.length === 0 || content.length > MAX_TEMPLATE_BYTES) refuse('size');
  for (const { name, xml } of extension === 'fodt' ? [flat(content)] : packed(content, extension)) {
    if (
      isMacro(name) ||
      /<ooo:(module|source-code)\b|<script:(module|event-listener)\b|macroEnabled/i.test(xml)
    ) {
      refuse('macros');
    }
    if (name.endsWith('.rels') ? hasForeignRelations(xml) : hasForeignParts(xml)) refuse('links');
  }
}

interface Part {
  name: string;
  xml: string;
}

function flat(content: Buffer): Part {
  const xml = utf8(content);
  if (!/<office:document\b[^>]*office:mimetype="application\/vnd\.oasis\.opendocument\.text"/.test(xml))
    refuse('format');
  return { name: 'content.xml', xml };
}

function packed(content: Buffer, extension: string): Part[] {
  const parts = unpacked(content);
  const find = (name: string) => parts.find((part) => part.name === name)?.xml;
  const isRight =
    extension === 'odt'
      ? find('mimetype')?.trim() === 'application/vnd.oasis.opendocument.text' &&
        find('content.xml') !== undefined
      : find('[Content_Types].xml') !== undefined && find('word/document.xml') !== undefined;
  return isRight ? parts : refuse('format');
}

function unpacked(content: Buffer): Part[] {
  try {
    return zipEntries(content, MAX_ENTRIES, MAX_UNPACKED_BYTES).map(({ name, read }) => ({
      name,
      xml: /(^mimetype|\.xml|\.rels|\.rdf)$/.test(name) ? utf8(read()) : '',
    }));
  } catch (error) {
    if (error instanceof DomainError) throw error;
    return refuse('format');
  }
}

/** A document that declares entities, or hides from these checks in another encoding, is no document for us. */
function utf8(content: Buffer): string {
  if (content.includes(0)) refuse('format');
  const xml = content.toString('utf8');
  const encoding = /^\ufeff?<\?xml[^>]*encoding=["']([^"']+)["']/i.exec(xml)?.[1];
  if ((encoding && encoding.toLowerCase() !== 'utf-8') || /<!DOCTYPE|<!ENTITY/i.test(xml)) refuse('format');
  return xml;
}

/** The lists of an empty macro library are part of many an innocent document. */
function isMacro(name: string): boolean {
  if (/vbaProject\.bin$|vbaData\.xml$/i.test(name)) return true;
  return (
    /^(Basic|Scripts|Dialogs)\/./.test(name) && !/(\/$|script-l[bc]\.xml$|dialog-l[bc]\.xml$)/.test(name)
  );
}

function refuse(reason: UnreadableReason): never {
  throw new DomainError('report_template.unreadable', { params: { reason } });
}
