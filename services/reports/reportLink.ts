import type { ReportRow } from '../../db/repositories/reports';
import type { Services } from '../context';

const VALID_SECONDS = 3600;
const TYPES = { PDF: 'application/pdf', HTML: 'text/html; charset=utf-8', JSON: 'application/json' } as const;

/** Where a ready report can be fetched for an hour without signing in; null until it is ready. HTML is never shown in place. */
export async function reportLink(
  { storage }: Pick<Services, 'storage'>,
  report: ReportRow,
): Promise<string | null> {
  if (report.status !== 'ready' || !report.object_key) return null;
  const extension = report.object_key.split('.').at(-1) ?? '';
  return storage.presignGet(report.object_key, {
    expiresSeconds: VALID_SECONDS,
    fileName: `report-${report.id}.${extension}`,
    contentType: TYPES[report.format],
    inline: report.format === 'PDF',
  });
}
