import type { ReportRow } from '../../db/repositories/reports';
import type { ServiceContext } from '../context';
import { type PersonName, namesOf } from '../users/namesOf';

export interface ReportSubject {
  check: { id: string; title: string; area: { id: string; name: string; time_zone: string } | null };
  /** Null where the process had it made. */
  requester: PersonName | null;
}

/** Reports that the caller sees, each with its check and who asked for it. */
export async function withSubjects(
  ctx: ServiceContext,
  reports: readonly ReportRow[],
): Promise<{ report: ReportRow; subject: ReportSubject | undefined }[]> {
  const [checks, names] = await Promise.all([
    ctx.db.read.checks.byIds([...new Set(reports.map(({ check_id }) => check_id))]),
    namesOf(ctx, [...new Set(reports.flatMap(({ requested_by }) => requested_by ?? []))]),
  ]);
  const checkOf = new Map(checks.map((check) => [check.id, check]));
  const nameOf = new Map(names.map((name) => [name.id, name]));
  return reports.map((report) => {
    const check = checkOf.get(report.check_id);
    if (!check) return { report, subject: undefined };
    const { id, title, area_id, area_name, time_zone } = check;
    const area = area_id && area_name ? { id: area_id, name: area_name, time_zone } : null;
    const requester = (report.requested_by && nameOf.get(report.requested_by)) || null;
    return { report, subject: { check: { id, title, area }, requester } };
  });
}
