import { type TObject, Type } from '@sinclair/typebox';
import type { ActionFilter } from '../../db/repositories/actions';
import type { CheckFilter } from '../../db/repositories/checkFilter';
import type { Services } from '../../services/context';
import { exportActions } from '../../services/exports/exportActions';
import { exportAnswers } from '../../services/exports/exportAnswers';
import { exportChecks } from '../../services/exports/exportChecks';
import { EXPORT_FORMATS, type ExportFormat } from '../../services/exports/exportFile';
import { reply } from '../reply';
import { type Route, route } from '../route';
import { binary, oneOf } from '../schemas';
import { ActionListQuery } from '../schemas/action';
import { CheckListQuery } from '../schemas/check';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MEDIA_TYPES: Record<ExportFormat, string> = { csv: 'text/csv; charset=utf-8', xlsx: XLSX };
const file = binary('text/csv', XLSX);
const on = {
  method: 'get' as const,
  tag: 'Exports',
  returns: { 200: file },
  refuses: ['export.too_many_rows'] as const,
};
const description =
  'All that the filters find, newest first. CSV has no limit; a workbook holds 50,000 rows.';

/** The filters of a list, without its pages. */
const exportQuery = <T extends TObject>(list: T) =>
  Type.Composite([
    Type.Object({ format: oneOf(EXPORT_FORMATS) }),
    Type.Omit(list, ['limit', 'cursor']) as TObject,
  ]);

/** Of a query whose times are texts. */
function filterOf<F>(query: Record<string, unknown>): { filter: F; format: ExportFormat } {
  const { format, from, to, ...rest } = query;
  const times = {
    ...(typeof from === 'string' && { from: new Date(from) }),
    ...(typeof to === 'string' && { to: new Date(to) }),
  };
  // The route's schema has the shape of the service's filter.
  return { filter: { ...rest, ...times } as F, format: format as ExportFormat };
}

const attachment = (name: string, format: ExportFormat, body: NodeJS.ReadableStream) =>
  reply(200, body, {
    'Content-Type': MEDIA_TYPES[format],
    'Content-Disposition': `attachment; filename="${name}.${format}"`,
  });

export function exportRoutes(services: Services): Route[] {
  return [
    route({
      ...on,
      path: '/exports/checks',
      summary: 'Checks as a table',
      description,
      query: exportQuery(CheckListQuery),
      handle: async ({ actor }, { query }) => {
        const { filter, format } = filterOf<CheckFilter>(query);
        return attachment('checks', format, await exportChecks({ ...services, actor }, filter, format));
      },
    }),
    route({
      ...on,
      path: '/exports/answers',
      summary: 'The standing answers of checks as a table, one a row',
      description,
      query: exportQuery(CheckListQuery),
      handle: async ({ actor }, { query }) => {
        const { filter, format } = filterOf<CheckFilter>(query);
        return attachment('answers', format, await exportAnswers({ ...services, actor }, filter, format));
      },
    }),
    route({
      ...on,
      path: '/exports/actions',
      summary: 'Corrective actions as a table',
      description,
      query: exportQuery(ActionListQuery),
      handle: async ({ actor }, { query }) => {
        const { filter, format } = filterOf<ActionFilter>(query);
        return attachment('actions', format, await exportActions({ ...services, actor }, filter, format));
      },
    }),
  ];
}
