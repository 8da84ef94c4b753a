import { Type } from '@sinclair/typebox';
import type { ReportFilter, ReportRow } from '../../db/repositories/reports';
import { DomainError } from '../../domain/errors';
import { getReport } from '../../services/reports/getReport';
import { listReports } from '../../services/reports/listReports';
import { reportLink } from '../../services/reports/reportLink';
import { requestReport } from '../../services/reports/requestReport';
import { withSubjects } from '../../services/reports/withSubjects';
import type { ServiceContext, Services } from '../../services/context';
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
    check: nullable(
      Type.Object({
        id: Uuid,
        title: Type.String(),
        area: nullable(Type.Object({ id: Uuid, name: Type.String(), time_zone: Type.String() })),
      }),
    ),
    requested_by: nullable(
      Type.Object(
        { id: Uuid, full_name: Type.String() },
        { description: 'Null where the check’s own process had it made' },
      ),
    ),
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
  template_id: Type.Optional(Uuid),
  area_id: Type.Optional(Uuid),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the check’s title' })),
  status: Type.Optional(commaList(Status)),
  format: Type.Optional(commaList(Format)),
  from: Type.Optional(Timestamp),
  to: Type.Optional(Timestamp),
});

export function reportRoutes(services: Services): Route[] {
  const presentAll = async (ctx: ServiceContext, rows: readonly ReportRow[]) =>
    Promise.all(
      (await withSubjects(ctx, rows)).map(async ({ report, subject }) => ({
        ...(await reportJson(services, report)),
        check: subject?.check ?? null,
        requested_by: subject?.requester
          ? { id: subject.requester.id, full_name: subject.requester.full_name }
          : null,
      })),
    );
  const present = async (ctx: ServiceContext, row: ReportRow) =>
    (await presentAll(ctx, [row]))[0] as Awaited<ReturnType<typeof presentAll>>[number];

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
      handle: async ({ actor }, { body }) => {
        const ctx = { ...services, actor };
        return present(ctx, await requestReport(ctx, body));
      },
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
        const ctx = { ...services, actor };
        const page = await listReports(ctx, { ...filter, ...times } as ReportFilter, pageRequest(query));
        const { next_cursor } = pageJson(page, (row) => row.id);
        return { items: await presentAll(ctx, page.items), next_cursor };
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
      handle: async ({ actor }, { params }) => {
        const ctx = { ...services, actor };
        return present(ctx, await getReport(ctx, params.report_id));
      },
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
