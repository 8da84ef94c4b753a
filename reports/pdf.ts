import path from 'node:path';
import type { Documents } from '../clients/documents';
import { buildView } from './buildView';
import type { RenderedReport, ReportData } from './data';
import { pdfData } from './pdfData';

const TEMPLATE = path.join(__dirname, 'templates', 'check.fodt');
const LANG = { ru: 'ru-ru', en: 'en-gb' };

export async function renderPdfReport(data: ReportData, documents: Documents): Promise<RenderedReport> {
  const content = await documents.renderPdf(TEMPLATE, 'fodt', await pdfData(buildView(data)), mannerOf(data));
  return { content, content_type: 'application/pdf', extension: 'pdf' };
}

export function mannerOf({ parameters, time_zone }: ReportData) {
  return { lang: LANG[parameters.language], timezone: parameters.time_zone ?? time_zone };
}
