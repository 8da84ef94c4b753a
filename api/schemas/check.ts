import { type Static, Type } from '@sinclair/typebox';
import { CHECK_ACTS, CHECK_STATUSES, TIMELINE_KINDS } from '../../domain/check';
import { FileBody } from '../presenters/file';
import { Problem } from '../problemSchema';
import { Timestamp, Uuid, commaList, listOf, listQuery, nullable, oneOf } from '../schemas';
import { Structure } from './template';

const Status = oneOf(CHECK_STATUSES);
const Progress = Type.Object(
  { answered: Type.Integer(), required: Type.Integer(), total: Type.Integer() },
  { description: 'Visible questions without instructions' },
);
const Person = Type.Object({ id: Uuid, full_name: Type.String() });

const Answer = Type.Object({
  value: Type.Unknown({ description: 'By the question’s type; null when not applicable or cleared' }),
  na: Type.Boolean(),
  failed: Type.Boolean(),
  comment: nullable(Type.String()),
  files: Type.Array(Uuid),
  answered_at: Timestamp,
  answered_by: Person,
  revision: Type.Integer(),
});

const listed = {
  id: Uuid,
  template_id: Uuid,
  template_version: Type.Integer(),
  title: Type.String(),
  executor: Type.Object({ id: Uuid, username: Type.String(), full_name: Type.String() }),
  area: nullable(Type.Object({ id: Uuid, name: Type.String(), time_zone: Type.String() })),
  status: Status,
  revision: Type.Integer({ description: 'Rises with each fact and move' }),
  overdue: Type.Boolean(),
  escalation_level: Type.Integer({ description: 'Escalation steps carried out' }),
  due_at: Timestamp,
  review_due_at: nullable(Timestamp),
  created_at: Timestamp,
  started_at: nullable(Timestamp),
  submitted_at: nullable(Timestamp),
  completed_at: nullable(Timestamp),
  score: nullable(Type.Number({ minimum: 0, maximum: 100 })),
  verdict: nullable(oneOf(['pass', 'fail'])),
  progress: Progress,
  may: Type.Array(oneOf(CHECK_ACTS)),
};

export const ListedCheck = Type.Object(listed, { $id: 'ListedCheck' });
export const Check = Type.Object(
  {
    ...listed,
    schedule: nullable(Type.Object({ id: Uuid, name: Type.String() }, { description: 'That opened it' })),
    slot_at: nullable(
      Type.String({ format: 'date-time', description: 'The planned moment that it stands for' }),
    ),
    answers: Type.Record(Type.String(), Answer),
    structure: Structure,
  },
  { $id: 'Check' },
);
export const CheckList = listOf(ListedCheck);
export type ListedCheckJson = Static<typeof ListedCheck>;
export type CheckJson = Static<typeof Check>;

export const CheckParams = Type.Object({ check_id: Uuid });

export const CheckListQuery = listQuery({
  status: Type.Optional(commaList(Status)),
  executor_id: Type.Optional(Uuid),
  template_id: Type.Optional(Uuid),
  area_id: Type.Optional(Type.String({ format: 'uuid', description: 'The area and those below it' })),
  area_below: Type.Optional(Type.Boolean({ description: 'false: `area_id` without the areas below it' })),
  without_area: Type.Optional(Type.Boolean({ description: 'true: only checks that belong to no area' })),
  overdue: Type.Optional(Type.Boolean()),
  late: Type.Optional(
    Type.Boolean({
      description: 'Not submitted by their due time, of those that were to be done: as analytics count',
    }),
  ),
  verdict: Type.Optional(oneOf(['pass', 'fail'], { description: 'Null, and so neither, before the submit' })),
  failed_question_id: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9_-]{1,40}$',
      description:
        'Checks whose standing answer to this question is a failed one. Ids are unique within a template: give `template_id` with it, or the question is looked for in all of them',
    }),
  ),
  from: Type.Optional(Timestamp),
  to: Type.Optional(Timestamp),
  opened_from: Type.Optional(
    Type.String({
      format: 'date',
      description: 'First day of their opening, by the clock of the check’s area (UTC without one)',
    }),
  ),
  opened_to: Type.Optional(
    Type.String({ format: 'date', description: 'Last day of their opening, itself included' }),
  ),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the title' })),
});

export const CheckCounts = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        area: nullable(Type.Object({ id: Uuid, name: Type.String() })),
        total: Type.Integer(),
        overdue: Type.Integer(),
        submitted: Type.Integer({ description: 'Waiting for review' }),
      }),
    ),
  },
  { $id: 'CheckCounts' },
);

export const NewCheck = Type.Object(
  {
    template_id: Uuid,
    executor_id: Uuid,
    area_id: Type.Optional(Uuid),
    due_at: Type.Optional(Timestamp),
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  { $id: 'NewCheck' },
);

export const AnswerInput = Type.Object(
  {
    question_id: Type.String({ minLength: 1, maxLength: 40 }),
    value: Type.Optional(Type.Unknown({ description: 'null clears the answer' })),
    na: Type.Optional(Type.Boolean()),
    comment: Type.Optional(Type.String({ maxLength: 4_000 })),
    files: Type.Optional(Type.Array(Uuid, { maxItems: 20 })),
    answered_at: Type.Optional(Timestamp),
    client_id: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'A repeat is told the same receipt and makes no second revision',
      }),
    ),
    base_revision: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'Revision of the answer that the giver had in sight, 0 for none: where another has come since, this one is refused with `answer.changed`',
      }),
    ),
  },
  { $id: 'AnswerInput' },
);

export const AnswerBatchInput = Type.Object({
  answers: Type.Array(AnswerInput, { minItems: 1, maxItems: 200 }),
});

const receipt = {
  question_id: Type.String(),
  revision: Type.Integer(),
  failed: Type.Boolean(),
  status: Status,
  progress: Progress,
};
export const AnswerReceipt = Type.Object(receipt, { $id: 'AnswerReceipt' });

const place = { index: Type.Integer(), client_id: nullable(Type.String()) };
export const AnswerResults = Type.Object({
  results: Type.Array(
    Type.Union([
      Type.Object({
        ...place,
        ...receipt,
        status: Type.Literal(200),
        check_status: Status,
      }),
      Type.Object({ ...place, status: Type.Integer({ minimum: 400 }), problem: Problem }),
    ]),
  ),
});

export const AnswerRevisions = listOf(Type.Intersect([Answer, Type.Object({ recorded_at: Timestamp })]));

export const CommentInput = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 4_000 }),
    question_id: Type.Optional(Type.String({ maxLength: 40 })),
    files: Type.Optional(Type.Array(Uuid, { maxItems: 20 })),
  },
  { $id: 'CommentInput' },
);

export const Comment = Type.Object(
  {
    id: Uuid,
    check_id: Uuid,
    question_id: nullable(Type.String()),
    text: Type.String(),
    files: Type.Array(FileBody),
    author: Person,
    created_at: Timestamp,
  },
  { $id: 'Comment' },
);
export const CommentList = listOf(Comment);
export type CommentJson = Static<typeof Comment>;

const Reason = Type.String({ minLength: 1, maxLength: 1_000 });
export const ReviewInput = Type.Object({
  decision: oneOf(['accept', 'return']),
  reason: Type.Optional(Reason),
  due_at: Type.Optional(Timestamp),
});
export const ReassignInput = Type.Object({ executor_id: Uuid, reason: Type.Optional(Reason) });
export const DueInput = Type.Object({ due_at: Timestamp, reason: Type.Optional(Reason) });
export const ReasonInput = Type.Object({ reason: Reason });

export const Timeline = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Timestamp,
        planned_at: nullable(Timestamp),
        kind: oneOf(TIMELINE_KINDS),
        actor: Type.Object({
          kind: oneOf(['user', 'bot', 'schedule', 'integration', 'system']),
          id: nullable(Uuid),
          name: nullable(Type.String()),
        }),
        text: Type.String(),
        data: Type.Record(Type.String(), Type.Unknown()),
      }),
    ),
    planned: Type.Array(
      Type.Object({
        at: Timestamp,
        kind: oneOf(['reminder', 'due', 'step', 'miss']),
        step: Type.Integer(),
        to: Type.Array(Type.String()),
      }),
    ),
    next_cursor: nullable(Type.String()),
  },
  { $id: 'Timeline' },
);
