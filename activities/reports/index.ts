import { createHash } from 'node:crypto';
import { Context } from '@temporalio/activity';
import type { Documents } from '../../clients/documents';
import type { Storage } from '../../clients/storage';
import type { Database } from '../../db/database';
import type { ReportRow } from '../../db/repositories/reports';
import type { TemplateVersions } from '../../db/templateVersions';
import { SYSTEM } from '../../domain/actor';
import { DomainError } from '../../domain/errors';
import { renderReport } from '../../reports/render';
import { renderCustomTemplate } from '../../reports/customTemplate';
import { loadReportData } from './loadReportData';
import { loadCustomTemplate } from './loadCustomTemplate';

export interface ReportActivityDeps {
  db: Database;
  templates: TemplateVersions;
  storage: Storage;
  documents: Documents;
  publicUrl: string;
  now(): Date;
  /** Hears of each try to make a report. */
  onReport?: (report: { format: ReportRow['format']; result: 'ready' | 'failed'; seconds: number }) => void;
}

const HEARTBEAT_MS = 5_000;

export function createReportActivities(deps: ReportActivityDeps) {
  const { db, storage, now } = deps;

  async function render(report: ReportRow) {
    const data = await loadReportData(deps, report);
    const custom = report.format === 'PDF' ? await loadCustomTemplate(deps, report) : undefined;
    return custom ? renderCustomTemplate(custom, data, deps) : renderReport(report.format, data, deps);
  }

  /** Marks the report ready; its check's timeline and whoever asked for it hear of it once. */
  async function finish(
    report: ReportRow,
    made: Pick<ReportRow, 'object_key' | 'size_bytes' | 'sha256'>,
  ): Promise<void> {
    await db.transaction(async (tx) => {
      const check = await tx.checks.lock(report.check_id);
      const current = await tx.reports.lock(report.id);
      if (!check || !current || current.status === 'ready') return;
      const at = now();
      await tx.reports.update(report.id, { ...made, status: 'ready', error: null, generated_at: at });
      await tx.checks.update(check.id, { fact_seq: check.fact_seq + 1 });
      await tx.events.append({
        check_id: check.id,
        seq: check.fact_seq + 1,
        kind: 'report_ready',
        actor: SYSTEM,
        at,
        data: { report_id: report.id, format: report.format },
        key: `report:${report.id}`,
      });
      if (report.requested_by) {
        const data = { check: check.title, format: report.format, report_id: report.id };
        const key = `report:${report.id}`;
        await tx.notices.tell([
          { user_id: report.requested_by, kind: 'report_ready', check_id: check.id, data, key },
        ]);
      }
      const { sha256, size_bytes } = made;
      tx.audit.append({
        actor: SYSTEM,
        action: 'report.ready',
        entity_id: report.id,
        area_id: check.area_id,
        diff: { before: { status: current.status }, after: { status: 'ready', sha256, size_bytes } },
      });
    });
  }

  return {
    /** Load, render, store, ready. A repeat of a finished report changes nothing. */
    async renderReport({ report_id }: { report_id: string }): Promise<void> {
      const report = await db.read.reports.find(report_id);
      if (!report) throw new DomainError('report.not_found');
      if (report.status === 'ready') return;
      const began = performance.now();
      const tell = (result: 'ready' | 'failed') =>
        deps.onReport?.({ format: report.format, result, seconds: (performance.now() - began) / 1000 });
      const beat = setInterval(() => Context.current().heartbeat(), HEARTBEAT_MS);
      try {
        await db.read.reports.update(report_id, { status: 'running' });
        const { content, content_type, extension } = await render(report);
        const object_key = `reports/${report.check_id}/${report_id}.${extension}`;
        await storage.put(object_key, content, content_type);
        const sha256 = createHash('sha256').update(content).digest('hex');
        await finish(report, { object_key, size_bytes: content.length, sha256 });
        tell('ready');
      } catch (error) {
        tell('failed');
        throw error;
      } finally {
        clearInterval(beat);
      }
    },
  };
}

export type ReportActivities = ReturnType<typeof createReportActivities>;
