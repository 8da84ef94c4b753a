import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { ACTION_STATUSES } from '../domain/action';
import { CHECK_STATUSES, TIMELINE_KINDS } from '../domain/check';

const closed = { additionalProperties: false };
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });
const Time = Type.String({ format: 'date-time', description: 'RFC 3339, UTC' });
const Percent = Type.Number({ minimum: 0, maximum: 100 });
const Count = Type.Integer({ minimum: 0 });

const Photo = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    width: Count,
    height: Count,
    sha256: Type.String({ description: 'Of the stored picture: the file under /files/{id}' }),
  },
  closed,
);

const Answer = Type.Object(
  {
    value: Type.Unknown({ description: 'Typed by the question: see the contract. null where na' }),
    text: Type.String({ description: 'The value in words of the report’s language' }),
    na: Type.Boolean(),
    failed: Type.Boolean(),
    comment: orNull(Type.String()),
    author: Type.String(),
    answered_at: Time,
    revision: Type.Integer({ minimum: 1 }),
    photos: Type.Array(Photo),
    signature_sha256: orNull(Type.String()),
  },
  closed,
);

const Question = Type.Object(
  {
    id: Type.String(),
    number: Type.String({ description: 'As in the PDF: section.question' }),
    type: oneOf([
      'yes_no',
      'single_choice',
      'multi_choice',
      'number',
      'text',
      'date',
      'time',
      'datetime',
      'photo',
      'signature',
      'instruction',
    ]),
    text: Type.String(),
    hint: orNull(Type.String()),
    critical: Type.Boolean(),
    unit: orNull(Type.String()),
    answer: orNull(Answer),
  },
  closed,
);

const Comment = Type.Object(
  {
    id: Type.String(),
    question_id: orNull(Type.String()),
    author: Type.String(),
    created_at: Time,
    text: Type.String(),
    photos: Type.Array(Photo),
  },
  closed,
);

export const ReportJson = Type.Object(
  {
    $schema: Type.String(),
    report_id: Type.String(),
    revision: Count,
    generated_at: Time,
    parameters: Type.Object(
      {
        language: oneOf(['ru', 'en']),
        time_zone: Type.String(),
        only_failed: Type.Boolean(),
        photos: Type.Boolean(),
      },
      closed,
    ),
    area_path: Type.Array(Type.String(), { description: 'From the plant down' }),
    check: Type.Object(
      {
        id: Type.String(),
        url: Type.String(),
        title: Type.String(),
        template: Type.Object(
          {
            id: Type.String(),
            name: Type.String(),
            version: Type.Integer({ minimum: 1 }),
            pass_score: orNull(Percent),
          },
          closed,
        ),
        status: oneOf(CHECK_STATUSES),
        verdict: orNull(oneOf(['pass', 'fail'])),
        score: orNull(Percent),
        progress: Type.Object({ answered: Count, required: Count, total: Count }, closed),
        executor: Type.String(),
        created_at: Time,
        started_at: orNull(Time),
        submitted_at: orNull(Time),
        completed_at: orNull(Time),
        due_at: Time,
        overdue: Type.Boolean(),
        escalation_level: Count,
      },
      closed,
    ),
    review: orNull(
      Type.Object(
        {
          reviewer: Type.String(),
          decision: oneOf(['accept', 'return']),
          reason: orNull(Type.String()),
          at: Time,
        },
        closed,
      ),
    ),
    sections: Type.Array(
      Type.Object({ id: Type.String(), title: Type.String(), questions: Type.Array(Question) }, closed),
    ),
    comments: Type.Array(Comment),
    actions: Type.Array(
      Type.Object(
        {
          title: Type.String(),
          priority: oneOf(['low', 'medium', 'high']),
          owner: orNull(Type.String()),
          due_at: orNull(Time),
          status: oneOf(ACTION_STATUSES),
        },
        closed,
      ),
    ),
    timeline: Type.Array(
      Type.Object(
        {
          at: Time,
          planned_at: orNull(Time),
          kind: oneOf(TIMELINE_KINDS),
          actor: orNull(Type.String()),
          text: Type.String(),
        },
        closed,
      ),
    ),
    audit_head: Type.Object({ seq: Count, hash: Type.String() }, closed),
  },
  {
    ...closed,
    $id: '/schemas/report.json',
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Check report',
  },
);

export type ReportJson = Static<typeof ReportJson>;
