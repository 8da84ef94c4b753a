import type { Readable } from 'node:stream';
import type { ActionFilter } from '../../db/repositories/actions';
import { authorize } from '../../policies/authorize';
import { listActions } from '../actions/listActions';
import type { ServiceContext } from '../context';
import { type ExportFormat, exportFile } from './exportFile';
import { allOf } from './pages';

const COLUMNS = [
  'id',
  'title',
  'status',
  'priority',
  'owner',
  'area',
  'check_id',
  'question_id',
  'created_at',
  'due_at',
  'evidence_required',
  'files',
] as const;

/** The corrective actions that the caller may see, newest first, one a row. @throws DomainError `export.too_many_rows` */
export async function exportActions(
  ctx: ServiceContext,
  filter: ActionFilter,
  format: ExportFormat,
): Promise<Readable> {
  authorize(ctx.actor, 'export', 'Action');
  return exportFile(format, COLUMNS, rowsOf(ctx, filter));
}

async function* rowsOf(ctx: ServiceContext, filter: ActionFilter) {
  for await (const page of allOf((request) => listActions(ctx, filter, request))) {
    for (const { action } of page) {
      const { id, title, status, priority, check_id, question_id, created_at, due_at } = action;
      yield {
        ...{ id, title, status, priority, owner: action.owner_full_name, area: action.area_name },
        ...{ check_id, question_id, created_at, due_at },
        ...{ evidence_required: action.evidence_required, files: action.files.length },
      };
    }
  }
}
