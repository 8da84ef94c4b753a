import type { ReportRow } from '../../db/repositories/reports';
import type { ReportParameters } from '../../domain/report';
import type { Services } from '../../services/context';
import { reportLink } from '../../services/reports/reportLink';

export async function reportJson(services: Pick<Services, 'storage'>, row: ReportRow) {
  const { id, check_id, check_revision, format, status, size_bytes, sha256, error } = row;
  return {
    ...{ id, check_id, check_revision, format, status, size_bytes, sha256, error },
    parameters: row.parameters as Partial<ReportParameters>,
    created_at: row.created_at.toISOString(),
    generated_at: row.generated_at && row.generated_at.toISOString(),
    download_url: await reportLink(services, row),
    may: status === 'ready' ? (['download'] as const).slice() : [],
  };
}
