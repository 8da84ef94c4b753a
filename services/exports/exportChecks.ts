import type { Readable } from 'node:stream';
import type { CheckFilter } from '../../db/repositories/checkFilter';
import { authorize } from '../../policies/authorize';
import { listChecks } from '../checks/listChecks';
import type { ServiceContext } from '../context';
import { type ExportFormat, exportFile } from './exportFile';
import { allOf } from './pages';

const COLUMNS = [
  'id',
  'title',
  'template_name',
  'template_version',
  'area',
  'executor',
  'status',
  'verdict',
  'score',
  'overdue',
  'escalation_level',
  'created_at',
  'due_at',
  'started_at',
  'submitted_at',
  'completed_at',
] as const;

/** The checks that the caller may see, newest first, one a row. @throws DomainError `export.too_many_rows` */
export async function exportChecks(
  ctx: ServiceContext,
  filter: CheckFilter,
  format: ExportFormat,
): Promise<Readable> {
  authorize(ctx.actor, 'export', 'Check');
  return exportFile(format, COLUMNS, rowsOf(ctx, filter));
}

async function* rowsOf(ctx: ServiceContext, filter: CheckFilter) {
  const now = ctx.now();
  for await (const page of allOf((request) => listChecks(ctx, filter, request))) {
    for (const { check } of page) {
      const { id, title, template_name, template_version, status, verdict, score, escalation_level } = check;
      yield {
        ...{ id, title, template_name, template_version, area: check.area_name },
        ...{ executor: check.executor_full_name, status, verdict, score },
        overdue: (status === 'open' || status === 'in_progress') && check.due_at <= now,
        ...{ escalation_level, created_at: check.created_at, due_at: check.due_at },
        ...{
          started_at: check.started_at,
          submitted_at: check.submitted_at,
          completed_at: check.completed_at,
        },
      };
    }
  }
}
