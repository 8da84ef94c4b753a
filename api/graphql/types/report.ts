import type { ReportFilter } from '../../../db/repositories/reports';
import { DomainError } from '../../../domain/errors';
import { isUuid } from '../../../domain/plainText';
import { getReport } from '../../../services/reports/getReport';
import { listReports } from '../../../services/reports/listReports';
import { reportJson } from '../../presenters/report';
import { type ListArgs, agedConnection, connectionTypes, filterOf, pageOf } from '../connection';
import type { Resolver } from '../context';
import { presented as presentedCheck } from './check';

export const typeDefs = `
  extend type Query {
    report(id: ID!): Report
    "Newest first"
    reports(first: Int = 50, after: String, filter: ReportFilter): ReportConnection
  }

  "from ≤ createdAt < to"
  input ReportFilter {
    checkId: ID
    status: [ReportStatus!]
    format: [ReportFormat!]
    from: DateTime
    to: DateTime
  }

  enum ReportStatus { pending running ready failed }
  enum ReportFormat { PDF HTML JSON }

  type Report {
    id: ID!
    checkId: ID!
    "Null where the caller sees the report but not the check"
    check: Check
    checkRevision: Int!
    format: ReportFormat!
    parameters: JSON!
    status: ReportStatus!
    createdAt: DateTime!
    generatedAt: DateTime
    sizeBytes: Float
    sha256: String
    "Good for an hour, without Authorization; null until ready"
    downloadUrl: String
    error: String
    may: [String!]!
  }
  ${connectionTypes('Report')}
`;

const report: Resolver<unknown, { id: string }> = async (_source, { id }, { services }) => {
  if (!isUuid(id)) throw new DomainError('report.not_found');
  return reportJson(services, await getReport(services, id));
};

const reports: Resolver<unknown, ListArgs> = async (_source, args, { services, clock }) => {
  const page = await listReports(services, filterOf<ReportFilter>(args), pageOf(args, clock));
  const items = await Promise.all(page.items.map((row) => reportJson(services, row)));
  return agedConnection({ ...page, items }, (item) => item, args);
};

const check: Resolver<{ check_id: string }> = async ({ check_id }, _args, context) => {
  const found = await context.load.checks.load(check_id);
  return found && presentedCheck(found, context);
};

export const resolvers = { Query: { report, reports }, Report: { check } };
