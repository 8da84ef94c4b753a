import { type Static, Type } from '@sinclair/typebox';
import { SLOT_CAUSES } from '../../domain/schedule';
import { MOST_CRON_CHARACTERS } from '../../domain/cronFields';
import { MOST_EXECUTORS, SCHEDULE_ACTS } from '../../domain/schedule';
import { Timestamp, TimeZone, Uuid, nullable, oneOf } from '../schemas';

const Assignment = oneOf(['each', 'rotate'], {
  description: '`each` executor gets a check of every slot; or they take turns: `rotate`',
});
const Local = Type.String({ description: 'The wall clock in the schedule’s zone, YYYY-MM-DDTHH:MM' });

export const Schedule = Type.Object(
  {
    id: Uuid,
    name: Type.String(),
    cron_expression: Type.String(),
    time_zone: Type.String(),
    description: Type.String({ description: 'The cron expression in words, in the caller’s language' }),
    template_id: Uuid,
    template_name: Type.String(),
    executor_ids: Type.Array(Uuid),
    assignment: Assignment,
    area_id: nullable(Uuid),
    area: nullable(Type.Object({ id: Uuid, name: Type.String() })),
    jitter: nullable(Type.String()),
    window: nullable(Type.String()),
    skip_holidays: Type.Boolean(),
    enabled: Type.Boolean(),
    next_slot_at: nullable(Type.String({ format: 'date-time', description: 'Null while paused' })),
    created_by: nullable(Uuid),
    created_at: Timestamp,
    may: Type.Array(oneOf(SCHEDULE_ACTS)),
  },
  { $id: 'Schedule' },
);
export type ScheduleJson = Static<typeof Schedule>;

const Name = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'One name for one schedule, in whatever case; a deleted one gives its name free',
});
const Cron = Type.String({
  description: `Five classic fields: minute, hour, day of month, month, day of week; at most ${MOST_CRON_CHARACTERS} characters. \`L\`, \`#\`, \`W\` and \`?\` are refused. Where both day fields are restricted, either fits.`,
});
const Executors = Type.Array(Uuid, {
  minItems: 1,
  maxItems: MOST_EXECUTORS,
  description: `1 to ${MOST_EXECUTORS} different people, active and with FILL_CHECKS`,
});
const optional = {
  area_id: Type.Optional(nullable(Uuid)),
  jitter: Type.Optional(nullable(Type.String({ maxLength: 64, description: 'ISO 8601, at most PT1H' }))),
  window: Type.Optional(
    nullable(
      Type.String({
        maxLength: 64,
        description:
          'How long after its moment a slot may still be opened: ISO 8601, PT10S to P31D. Without it, the template’s due_in',
      }),
    ),
  ),
  skip_holidays: Type.Optional(
    Type.Boolean({ description: 'By the calendar of the check’s area; false unless given' }),
  ),
  enabled: Type.Optional(Type.Boolean()),
};

export const NewSchedule = Type.Object(
  {
    name: Name,
    cron_expression: Cron,
    time_zone: TimeZone,
    template_id: Uuid,
    executor_ids: Executors,
    assignment: Assignment,
    ...optional,
  },
  { $id: 'NewSchedule' },
);

export const SchedulePatch = Type.Object(
  {
    name: Type.Optional(Name),
    cron_expression: Type.Optional(Cron),
    time_zone: Type.Optional(TimeZone),
    template_id: Type.Optional(Uuid),
    executor_ids: Type.Optional(Executors),
    assignment: Type.Optional(Assignment),
    ...optional,
  },
  { $id: 'SchedulePatch' },
);

const Count = Type.Integer({ minimum: 1, maximum: 100, default: 10 });
export const PreviewQuery = Type.Object({ count: Count });
export const PlanToPreview = Type.Object(
  {
    cron_expression: Cron,
    time_zone: TimeZone,
    area_id: optional.area_id,
    skip_holidays: optional.skip_holidays,
    count: Type.Optional(Count),
  },
  { $id: 'PlanToPreview' },
);

export const Preview = Type.Object(
  {
    items: Type.Array(Type.Object({ at: Timestamp, local: Local, skipped: nullable(oneOf(['holiday'])) })),
    description: Type.String(),
  },
  { $id: 'SchedulePreview' },
);

export const Slot = Type.Object(
  {
    slot_at: Timestamp,
    local: Local,
    executor_id: nullable(Uuid),
    check_id: nullable(Uuid),
    status: oneOf(['planned', 'opened', 'missed']),
    cause: nullable(
      oneOf(SLOT_CAUSES, { description: 'Of a miss; of a planned slot, why nothing is going to open' }),
    ),
  },
  { $id: 'Slot' },
);

export const ScheduleRun = Type.Object({ slot_at: Timestamp }, { $id: 'ScheduleRun' });
