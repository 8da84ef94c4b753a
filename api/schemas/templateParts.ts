import { type TSchema, Type } from '@sinclair/typebox';
import { oneOf } from '../schemas';

/**
 * Schemas of what is read from a client are closed in form only (fields and JSON types: 400); what a template's
 * rules refuse is told by domain/templateValidation (422), with all faults at once.
 */
export const Id = Type.String({ description: '[a-z0-9_-]{1,40}, unique in the template' });

export const Rule = Type.Unknown({
  description:
    'JsonLogic over {answers: {<question id>: {value, na, failed, comment}}, check: {area_id, executor_id}}',
});

export const Target = Type.String({
  description: 'executor | supervisor | role:<name> | user:<uuid>',
  examples: ['role:manager'],
});

const duration = (more: { default?: string; description?: string } = {}) =>
  Type.String({ description: 'ISO 8601 in W, D, H, M, S', examples: ['PT30M'], ...more });
const Duration = duration();

/** Optional where it is read, with the default that is filled in; always there in what is sent. */
export type Filled = <T extends TSchema>(schema: T) => TSchema;
export const optional: Filled = (schema) => Type.Optional(schema);
export const always: Filled = (schema) => schema;

const OnFail = Type.Object(
  {
    require_comment: Type.Optional(Type.Boolean()),
    require_photo: Type.Optional(Type.Boolean()),
    notify: Type.Optional(Type.Array(Target)),
    action: Type.Optional(
      Type.Object({
        title: Type.String(),
        priority: oneOf(['low', 'medium', 'high']),
        due_in: Duration,
        owner: Target,
      }),
    ),
  },
  { $id: 'OnFail', description: 'What a failed answer demands and sets off' },
);

const Option = Type.Object(
  {
    value: Type.String(),
    label: Type.String(),
    score: Type.Optional(Type.Number({ description: '1 unless stated, 0 when failed' })),
    failed: Type.Optional(Type.Boolean()),
    color: Type.Optional(Type.String({ examples: ['#2e7d32'] })),
  },
  { $id: 'Option' },
);

const whole = (description?: string) => Type.Integer({ ...(description && { description }) });
const maybe = <T extends TSchema>(schema: T) => Type.Optional(schema);

const bounds = { not_before: maybe(Type.String()), not_after: maybe(Type.String()) };
const options = { options: Type.Array(Option) };

const ownFields = (filled: Filled): [type: string, fields: Record<string, TSchema>][] => [
  ['yes_no', {}],
  ['single_choice', options],
  ['multi_choice', { ...options, min_selected: maybe(whole()), max_selected: maybe(whole()) }],
  [
    'number',
    {
      unit: maybe(Type.String({ examples: ['бар'] })),
      decimals: maybe(whole()),
      min: maybe(Type.Number({ description: 'Below it the answer fails' })),
      max: maybe(Type.Number({ description: 'Above it the answer fails' })),
      limit_min: maybe(Type.Number({ description: 'Below it the answer is refused' })),
      limit_max: maybe(Type.Number({ description: 'Above it the answer is refused' })),
    },
  ],
  ['text', { max_length: filled(Type.Integer({ default: 2000 })), multiline: maybe(Type.Boolean()) }],
  ['date', bounds],
  ['time', bounds],
  ['datetime', bounds],
  [
    'photo',
    { min_photos: filled(Type.Integer({ default: 1 })), max_photos: filled(Type.Integer({ default: 5 })) },
  ],
  ['signature', {}],
  ['instruction', {}],
];

/** The question types, told apart by `type`. */
export function questionSchema(filled: Filled, suffix: string): TSchema {
  const common = {
    text: Type.String(),
    hint: maybe(Type.String()),
    guidance_file_id: maybe(Type.String({ description: 'A ready picture that the caller has uploaded' })),
    required: filled(Type.Boolean({ default: true })),
    allow_na: filled(Type.Boolean({ default: false })),
    weight: filled(Type.Number({ default: 1 })),
    critical: filled(Type.Boolean({ default: false, description: 'One failure fails the whole check' })),
    visible_if: maybe(Rule),
    fails_if: maybe(Rule),
    on_fail: maybe(OnFail),
  };
  const types = ownFields(filled).map(([type, own]) =>
    Type.Object({ id: Id, type: Type.Literal(type), ...common, ...own }, { title: type }),
  );
  return Type.Union(types, { $id: `Question${suffix}` });
}

const steps = Type.Array(Type.Object({ after: Duration, to: Type.Array(Target) }));

export const settingsFields = (filled: Filled) => ({
  due_in: filled(duration({ default: 'PT8H' })),
  miss_after: maybe(Duration),
  working_time: filled(
    Type.Boolean({ default: false, description: 'Durations are counted over the shifts: H, M and S only' }),
  ),
  reminders: filled(Type.Array(Duration, { default: ['PT30M'], description: 'Before the due time' })),
  escalation: filled({
    ...steps,
    default: [{ after: 'PT0S', to: ['executor', 'supervisor'] }],
    description: 'After the due time',
  } as TSchema),
  review: filled(Type.String({ default: 'none', description: 'none | supervisor | role:<name>' })),
  review_due_in: filled(duration({ default: 'PT8H' })),
  report_formats: filled(Type.Array(oneOf(['PDF', 'HTML', 'JSON']), { default: ['PDF'] })),
  allow_decline: filled(Type.Boolean({ default: true })),
  pass_score: maybe(Type.Number({ description: '0 to 100, at most two decimals' })),
});
