import type { Readable } from 'node:stream';
import type { CheckFilter } from '../../db/repositories/checkFilter';
import type { Structure } from '../../domain/template';
import { authorize } from '../../policies/authorize';
import { judgedAnswers } from '../checks/judgedAnswers';
import { listChecks } from '../checks/listChecks';
import type { ServiceContext } from '../context';
import { type ExportFormat, exportFile } from './exportFile';
import { allOf } from './pages';

const COLUMNS = [
  'check_id',
  'check',
  'area',
  'executor',
  'status',
  'section',
  'question_id',
  'question',
  'value',
  'not_applicable',
  'failed',
  'comment',
  'photos',
  'answered_at',
  'answered_by',
] as const;

/** The standing answers of the checks that the caller may see, one a row. @throws DomainError `export.too_many_rows` */
export async function exportAnswers(
  ctx: ServiceContext,
  filter: CheckFilter,
  format: ExportFormat,
): Promise<Readable> {
  authorize(ctx.actor, 'export', 'Check');
  return exportFile(format, COLUMNS, rowsOf(ctx, filter));
}

async function* rowsOf(ctx: ServiceContext, filter: CheckFilter) {
  for await (const page of allOf((request) => listChecks(ctx, filter, request))) {
    const answers = await judgedAnswers(
      ctx,
      page.map(({ check }) => check),
    );
    for (const { check } of page) {
      const { structure } = await ctx.templates.get(check.template_id, check.template_version);
      const places = placesIn(structure);
      for (const answer of answers.get(check.id) ?? []) {
        const { question_id, value, na, failed, comment, files, answered_at, author } = answer;
        if (value === null && !na) continue;
        yield {
          ...{ check_id: check.id, check: check.title, area: check.area_name },
          ...{ executor: check.executor_full_name, status: check.status, question_id },
          section: places.get(question_id)?.section ?? null,
          question: places.get(question_id)?.text ?? null,
          ...{ value: cellOf(value), not_applicable: na, failed, comment, photos: files.length },
          answered_at: new Date(answered_at),
          answered_by: author.full_name,
        };
      }
    }
  }
}

function placesIn({ sections }: Structure): Map<string, { section: string; text: string }> {
  return new Map(
    sections.flatMap(({ title, questions }) =>
      questions.map(({ id, text }) => [id, { section: title, text }] as const),
    ),
  );
}

/** Several values by comma. */
function cellOf(value: unknown): string | number | boolean | null {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
