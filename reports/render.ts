import type { Documents } from '../clients/documents';
import type { RenderedReport, ReportData, ReportFormat } from './data';
import { renderHtmlReport } from './html';
import { renderJsonReport } from './json';
import { renderPdfReport } from './pdf';

type Render = (data: ReportData, deps: { documents: Documents }) => Promise<RenderedReport>;

const RENDERERS: Record<ReportFormat, Render> = {
  PDF: (data, { documents }) => renderPdfReport(data, documents),
  HTML: (data) => renderHtmlReport(data),
  JSON: async (data) => renderJsonReport(data),
};

export function renderReport(
  format: ReportFormat,
  data: ReportData,
  deps: { documents: Documents },
): Promise<RenderedReport> {
  return RENDERERS[format](data, deps);
}
