import type { Database } from '../../db/database';

export interface ReportActivityDeps {
  db: Database;
}

export function createReportActivities(_deps: ReportActivityDeps) {
  return {
    async renderReport(_input: { report_id: string }): Promise<void> {},
  };
}

export type ReportActivities = ReturnType<typeof createReportActivities>;
