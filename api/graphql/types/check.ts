import type { CheckFilter } from '../../../db/repositories/checkFilter';
import { CHECK_STATUSES } from '../../../domain/check';
import { DomainError } from '../../../domain/errors';
import { isUuid } from '../../../domain/plainText';
import type { CheckWithActs } from '../../../services/checks/withActs';
import { listChecks } from '../../../services/checks/listChecks';
import { listedCheckJson } from '../../presenters/check';
import { reportJson } from '../../presenters/report';
import type { ListedCheckJson } from '../../schemas/check';
import { type ListArgs, agedConnection, connectionTypes, filterOf, limitOf, pageOf } from '../connection';
import type { GraphqlContext, Resolver } from '../context';
import { presented as presentedTemplate } from './template';

export const typeDefs = `
  extend type Query {
    check(id: ID!): Check
    "The checks that the caller may see, newest first"
    checks(first: Int = 50, after: String, filter: CheckFilter): CheckConnection
  }

  "from ≤ createdAt < to"
  input CheckFilter {
    status: [CheckStatus!]
    executorId: ID
    templateId: ID
    "This area and those below it"
    areaId: ID
    "false: areaId without the areas below it"
    areaBelow: Boolean
    "true: only checks that belong to no area"
    withoutArea: Boolean
    overdue: Boolean
    "Not submitted by their due time, of those that were to be done"
    late: Boolean
    verdict: Verdict
    "Whose standing answer to this question is a failed one; ids are unique within a template"
    failedQuestionId: String
    from: DateTime
    to: DateTime
    "First day of their opening, by the clock of the check's area: 2026-01-31"
    openedFrom: String
    "Last day of their opening, itself included"
    openedTo: String
    "Part of the title"
    q: String
  }

  enum CheckStatus { ${CHECK_STATUSES.join(' ')} }
  enum Verdict { pass fail }

  "Visible questions without instructions"
  type Progress { answered: Int! required: Int! total: Int! }

  type Check {
    id: ID!
    title: String!
    templateId: ID!
    templateVersion: Int!
    "In the check's version; null for those who may not read templates"
    template: Template
    "The questions, as everybody who sees the check may read them"
    structure: JSON!
    executor: User!
    area: Area
    status: CheckStatus!
    "Rises with each fact and move"
    revision: Int!
    overdue: Boolean!
    "Escalation steps carried out"
    escalationLevel: Int!
    dueAt: DateTime!
    reviewDueAt: DateTime
    createdAt: DateTime!
    startedAt: DateTime
    submittedAt: DateTime
    completedAt: DateTime
    score: Float
    verdict: Verdict
    progress: Progress!
    "The latest revision of each question's answer"
    answers: [Answer!]!
    "Oldest first"
    comments: [Comment!]!
    "What has happened, oldest first"
    timeline(first: Int = 50, after: String): TimelineEntryConnection!
    "Those that the caller may see, newest first"
    reports(first: Int = 20): [Report!]!
    "That opened it"
    schedule: CheckSchedule
    "The planned moment that it stands for"
    slotAt: DateTime
    may: [String!]!
  }

  "What whoever sees a check may know of the schedule that opened it"
  type CheckSchedule { id: ID! name: String! }
  ${connectionTypes('Check')}
`;

const check: Resolver<unknown, { id: string }> = async (_source, { id }, context) => {
  const found = isUuid(id) && (await context.load.checks.load(id));
  if (!found) throw new DomainError('check.not_found');
  return presented(found, context);
};

const checks: Resolver<unknown, ListArgs> = async (_source, args, context) => {
  const { services, clock } = context;
  const page = await listChecks(services, filterOf<CheckFilter>(args), pageOf(args, clock));
  return agedConnection(page, (row) => presented(row, context), args);
};

export const presented = ({ check, may }: CheckWithActs, { services }: GraphqlContext): ListedCheckJson =>
  listedCheckJson(check, may, services.now());

const template: Resolver<ListedCheckJson> = async (
  { template_id, template_version: version },
  _args,
  { load, services },
) => {
  const found = await load.templates.load({ template_id, version });
  return found && presentedTemplate(found, services);
};

const structure: Resolver<ListedCheckJson> = async ({ template_id, template_version }, _args, { services }) =>
  (await services.templates.get(template_id, template_version)).structure;

const reports: Resolver<ListedCheckJson, { first: number | null }> = async (
  { id },
  { first },
  { load, clock, services },
) => {
  const rows = await load.reports(limitOf({ first: first ?? 20 }, clock)).load(id);
  return Promise.all(rows.map((row) => reportJson(services, row)));
};

const schedule: Resolver<ListedCheckJson> = async ({ id }, _args, { load }) => {
  const origin = await load.origins.load(id);
  return origin?.schedule ?? null;
};

const slotAt: Resolver<ListedCheckJson> = async ({ id }, _args, { load }) =>
  (await load.origins.load(id))?.slot_at?.toISOString() ?? null;

export const resolvers = {
  Query: { check, checks },
  Check: {
    template,
    structure,
    reports,
    schedule,
    slotAt,
    area: (({ area }, _args, { load }) => area && load.areas.load(area.id)) as Resolver<ListedCheckJson>,
    answers: ((source, _args, { load }) => load.answers.load(source)) as Resolver<ListedCheckJson>,
    comments: (({ id }, _args, { load }) => load.comments.load(id)) as Resolver<ListedCheckJson>,
  },
};
