import { Type } from '@sinclair/typebox';
import type { ReportFilter, ReportRow } from '../../db/repositories/reports';
import { DomainError } from '../../domain/errors';
import { getReport } from '../../services/reports/getReport';
import { listReports } from '../../services/reports/listReports';
import { reportLink } from '../../services/reports/reportLink';
import { requestReport } from '../../services/reports/requestReport';
import type { Services } from '../../services/context';
import { pageJson, pageRequest, withoutPaging } from '../paging';
import { reportJson } from '../presenters/report';
import { reply } from '../reply';
import { type Route, route } from '../route';
import {
  NoContent,
  Timestamp,
  TimeZone,
  Uuid,
  commaList,
  listOf,
  listQuery,
  nullable,
  oneOf,
} from '../schemas';

const tag = 'Reports';
const Format = oneOf(['PDF', 'HTML', 'JSON']);
const Status = oneOf(['pending', 'running', 'ready', 'failed']);
const ReportParams = Type.Object({ report_id: Uuid });

const Parameters = Type.Object({
  language: Type.Optional(oneOf(['ru', 'en'])),
  time_zone: Type.Optional(TimeZone),
  only_failed: Type.Optional(Type.Boolean()),
  photos: Type.Optional(Type.Boolean()),
});

const Report = Type.Object(
  {
    id: Uuid,
    check_id: Uuid,
    check_revision: Type.Integer(),
    format: Format,
    parameters: Parameters,
    status: Status,
    created_at: Timestamp,
    generated_at: nullable(Timestamp),
    size_bytes: nullable(Type.Integer()),
    sha256: nullable(Type.String()),
    download_url: nullable(Type.String({ description: 'Good for an hour, without Authorization' })),
    error: nullable(Type.String()),
    may: Type.Array(oneOf(['download'])),
  },
  { $id: 'Report' },
);

const NewReport = Type.Object(
  { check_id: Uuid, format: Format, parameters: Type.Optional(Parameters) },
  { $id: 'NewReport' },
);

const ReportListQuery = listQuery({
  check_id: Type.Optional(Uuid),
  status: Type.Optional(commaList(Status)),
  format: Type.Optional(commaList(Format)),
  from: Type.Optional(Timestamp),
  to: Type.Optional(Timestamp),
});

export function reportRoutes(services: Services): Route[] {
  const present = (row: ReportRow) => reportJson(services, row);

  return [
    route({
      method: 'post',
      path: '/reports/generate',
      tag,
      summary: 'Have a report made of a finished check',
      description:
        'The same check revision, format and parameters give the same report, made once; a failed one starts again.',
      body: NewReport,
      returns: { 202: Report },
      refuses: ['check.not_found', 'report.check_open'],
      example: {
        check_id: '01900000-0000-7000-8000-000000000003',
        format: 'PDF',
        parameters: { language: 'ru' },
      },
      handle: async ({ actor }, { body }) => present(await requestReport({ ...services, actor }, body)),
    }),
    route({
      method: 'get',
      path: '/reports/',
      tag,
      summary: 'List reports, newest first',
      query: ReportListQuery,
      returns: { 200: listOf(Report) },
      refuses: [],
      handle: async ({ actor }, { query }) => {
        const { from, to, ...filter } = withoutPaging(query);
        const times = { ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) };
        const page = await listReports(
          { ...services, actor },
          { ...filter, ...times } as ReportFilter,
          pageRequest(query),
        );
        const { next_cursor } = pageJson(page, (row) => row.id);
        return { items: await Promise.all(page.items.map(present)), next_cursor };
      },
    }),
    route({
      method: 'get',
      path: '/reports/{report_id}',
      tag,
      summary: 'A report and where it stands',
      params: ReportParams,
      returns: { 200: Report },
      refuses: ['report.not_found'],
      handle: async ({ actor }, { params }) =>
        present(await getReport({ ...services, actor }, params.report_id)),
    }),
    route({
      method: 'get',
      path: '/reports/{report_id}/download',
      tag,
      summary: 'Where a ready report can be fetched',
      params: ReportParams,
      returns: { 302: NoContent },
      refuses: ['report.not_found', 'report.not_ready'],
      handle: async ({ actor }, { params }) => {
        const link = await reportLink(services, await getReport({ ...services, actor }, params.report_id));
        if (!link) throw new DomainError('report.not_ready');
        return reply(302, undefined, { Location: link });
      },
    }),
  ];
}
