import type { ScheduleFilter, ScheduleRow } from '../../../db/repositories/schedules';
import { DAY_MS } from '../../../domain/duration';
import { DomainError } from '../../../domain/errors';
import { isUuid } from '../../../domain/plainText';
import { getSchedule } from '../../../services/schedules/getSchedule';
import { listSchedules } from '../../../services/schedules/listSchedules';
import { scheduleJson, slotJson } from '../../presenters/schedule';
import type { ScheduleJson } from '../../schemas/schedule';
import { encodeSlotPlace } from '../../slotCursor';
import {
  type ListArgs,
  type PageArgs,
  agedConnection,
  connectionOf,
  connectionTypes,
  filterOf,
  limitOf,
  pageOf,
} from '../connection';
import type { GraphqlContext, Resolver } from '../context';
import { presented as presentedCheck } from './check';

export const typeDefs = `
  extend type Query {
    schedule(id: ID!): Schedule
    "Newest first"
    schedules(first: Int = 50, after: String, filter: ScheduleFilter): ScheduleConnection
  }

  input ScheduleFilter {
    enabled: Boolean
    templateId: ID
    executorId: ID
    "This area and those below it"
    areaId: ID
    "Part of the name"
    q: String
  }

  enum Assignment { each rotate }
  enum SlotStatus { planned opened missed }
  enum SlotCause { outage paused no_active_executor holiday template_archived }

  type Schedule {
    id: ID!
    name: String!
    cronExpression: String!
    timeZone: String!
    "The cron expression in words"
    description: String!
    templateId: ID!
    templateName: String!
    executors: [User!]!
    assignment: Assignment!
    area: Area
    jitter: String
    window: String
    skipHolidays: Boolean!
    enabled: Boolean!
    "Null while paused"
    nextSlotAt: DateTime
    createdBy: User
    createdAt: DateTime!
    may: [String!]!
    "Oldest first, from a week ago to a week ahead unless given; 366 days at most"
    slots(first: Int = 50, after: String, from: DateTime, to: DateTime): SlotConnection!
  }

  "One executor's part of a planned moment"
  type Slot {
    slotAt: DateTime!
    "The wall clock in the schedule's zone, YYYY-MM-DDTHH:MM"
    local: String!
    executor: User
    check: Check
    status: SlotStatus!
    cause: SlotCause
  }
  ${connectionTypes('Schedule')}
  ${connectionTypes('Slot')}
`;

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * DAY_MS;

/** The row goes along, for the slots. */
type Source = ScheduleJson & { row: ScheduleRow };

const presented = (row: ScheduleRow, { services, locale }: GraphqlContext): Source => ({
  ...scheduleJson(row, { actor: services.actor, locale, now: services.now() }),
  row,
});

const schedule: Resolver<unknown, { id: string }> = async (_source, { id }, context) => {
  if (!isUuid(id)) throw new DomainError('schedule.not_found');
  return presented(await getSchedule(context.services, id), context);
};

const schedules: Resolver<unknown, ListArgs> = async (_source, args, context) => {
  const { services, clock } = context;
  const page = await listSchedules(services, filterOf<ScheduleFilter>(args), pageOf(args, clock));
  return agedConnection(page, (row) => presented(row, context), args);
};

interface SlotArgs extends PageArgs {
  from?: Date | null;
  to?: Date | null;
}

const slots: Resolver<Source, SlotArgs> = async (
  { row },
  { from, to, ...args },
  { services, load, clock },
) => {
  // To the minute, so that the schedules of one query ask for the same page.
  const now = Math.floor(services.now().getTime() / MINUTE_MS) * MINUTE_MS;
  const page = [
    from?.getTime() ?? now - WEEK_MS,
    to?.getTime() ?? now + WEEK_MS,
    limitOf(args, clock),
  ] as const;
  const { items, next } = await load.slots(...page, args.after ?? undefined).load(row);
  const nodes = items.map((item) => ({ cursor: encodeSlotPlace(item), ...slotJson(item) }));
  return connectionOf(nodes, { cursorOf: ({ cursor }) => cursor, hasNext: next !== null, after: args.after });
};

const slotCheck: Resolver<{ check_id: string | null }> = async ({ check_id }, _args, context) => {
  const found = check_id && (await context.load.checks.load(check_id));
  return found ? presentedCheck(found, context) : null;
};

export const resolvers = {
  Query: { schedule, schedules },
  Schedule: {
    executors: (({ executor_ids }) => executor_ids.map((id) => ({ id }))) satisfies Resolver<Source>,
    area: (({ area_id }, _args, { load }) => area_id && load.areas.load(area_id)) satisfies Resolver<Source>,
    createdBy: (({ created_by }) => created_by && { id: created_by }) satisfies Resolver<Source>,
    slots,
  },
  Slot: {
    executor: (({ executor_id }) => executor_id && { id: executor_id }) satisfies Resolver<{
      executor_id: string | null;
    }>,
    check: slotCheck,
  },
};
