import type { ActionFilter } from '../../../db/repositories/actions';
import { ACTION_STATUSES, PRIORITIES } from '../../../domain/action';
import { DomainError } from '../../../domain/errors';
import { isUuid } from '../../../domain/plainText';
import { listActions } from '../../../services/actions/listActions';
import type { ActionWithActs } from '../../../services/actions/withActionActs';
import { actionJson } from '../../presenters/action';
import type { ActionJson } from '../../schemas/action';
import { type ListArgs, agedConnection, connectionTypes, filterOf, pageOf } from '../connection';
import type { GraphqlContext, Resolver } from '../context';
import { presented as presentedCheck } from './check';

export const typeDefs = `
  extend type Query {
    action(id: ID!): Action
    "The corrective actions that the caller may see, newest first"
    actions(first: Int = 50, after: String, filter: ActionFilter): ActionConnection
  }

  extend type Check {
    "Those that the caller may see, oldest first"
    actions: [Action!]!
  }

  "from ≤ createdAt < to"
  input ActionFilter {
    status: [ActionStatus!]
    priority: [Priority!]
    ownerId: ID
    checkId: ID
    "This area and those below it"
    areaId: ID
    overdue: Boolean
    from: DateTime
    to: DateTime
    "Part of the title"
    q: String
  }

  enum ActionStatus { ${ACTION_STATUSES.join(' ')} }
  enum Priority { ${PRIORITIES.join(' ')} }
  enum ActionOrigin { rule person }
  enum SyncStatus { pending synced failed }

  "The counterpart in Bitrix24"
  type ExternalTask {
    system: String!
    id: String
    syncStatus: SyncStatus!
    syncError: String
    lastSyncAt: DateTime
  }

  "What a failed answer obliges somebody to do"
  type Action {
    id: ID!
    checkId: ID
    "Null for those who may not see it"
    check: Check
    questionId: ID
    origin: ActionOrigin!
    title: String!
    description: String
    priority: Priority!
    owner: User!
    area: Area
    status: ActionStatus!
    revision: Int!
    overdue: Boolean!
    "Escalation steps carried out"
    escalationLevel: Int!
    dueAt: DateTime!
    verifyDueAt: DateTime
    evidenceRequired: Boolean!
    "Evidence, oldest first"
    files: [File!]!
    external: ExternalTask
    createdAt: DateTime!
    startedAt: DateTime
    doneAt: DateTime
    endedAt: DateTime
    may: [String!]!
  }
  ${connectionTypes('Action')}
`;

const presented = (row: ActionWithActs, { services }: GraphqlContext): ActionJson =>
  actionJson(row, services.actor, services.now());

const action: Resolver<unknown, { id: string }> = async (_source, { id }, context) => {
  const found = isUuid(id) && (await context.load.actions.load(id));
  if (!found) throw new DomainError('action.not_found');
  return presented(found, context);
};

const actions: Resolver<unknown, ListArgs> = async (_source, args, context) => {
  const { services, clock } = context;
  const page = await listActions(services, filterOf<ActionFilter>(args), pageOf(args, clock));
  return agedConnection(page, (row) => presented(row, context), args);
};

const check: Resolver<ActionJson> = async ({ check_id }, _args, context) => {
  const found = check_id && (await context.load.checks.load(check_id));
  return found ? presentedCheck(found, context) : null;
};

const ofCheck: Resolver<{ id: string }> = async ({ id }, _args, context) =>
  (await context.load.actionsOfChecks.load(id)).map(({ row }) => presented(row, context));

export const resolvers = {
  Query: { action, actions },
  Check: { actions: ofCheck },
  Action: {
    check,
    area: (({ area }, _args, { load }) => area && load.areas.load(area.id)) satisfies Resolver<ActionJson>,
  },
};
