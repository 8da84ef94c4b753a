import type { Translated } from './message';
import type { actorRu, durationRu, hintRu, rangeRu, ruleRu, statusRu, typeRu, verdictRu } from './words.ru';

export const statusEn = {
  open: 'Open',
  in_progress: 'In progress',
  submitted: 'In review',
  completed: 'Completed',
  missed: 'Missed',
  declined: 'Declined',
  cancelled: 'Cancelled',
} satisfies Translated<typeof statusRu>;

export const verdictEn = { pass: 'Pass', fail: 'Fail', none: 'Not assessed' } satisfies Translated<
  typeof verdictRu
>;

export const actorEn = {
  system: 'system',
  schedule: 'schedule',
  integration: 'integration',
  bot: 'bot',
} satisfies Translated<typeof actorRu>;

export const durationEn = {
  weeks: { one: '{{count}} week', other: '{{count}} weeks' },
  days: { one: '{{count}} day', other: '{{count}} days' },
  hours: '{{count}} h',
  minutes: '{{count}} min',
  seconds: '{{count}} s',
  at_once: 'at once',
  late_at_once: 'as soon as the time ran out',
  late: '{{duration}} after the due time',
} satisfies Translated<typeof durationRu>;

export const hintEn = {
  expected: 'Expected: {{expected}}.',
  allowed: 'Allowed: {{allowed}}.',
} satisfies Translated<typeof hintRu>;

export const rangeEn = {
  between: 'from {{min}} to {{max}}',
  min: 'at least {{min}}',
  max: 'at most {{max}}',
} satisfies Translated<typeof rangeRu>;

export const typeEn = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
  uuid: 'a UUID',
  'date-time': 'a date and time with zone, for example 2026-03-01T08:00:00Z',
  date: 'a date, for example 2026-03-01',
  time: 'a time, for example 08:30',
  email: 'an e-mail address',
  username: '2 to 64 characters: small Latin letters, digits, dot, hyphen, underscore',
  uri: 'a link',
  duration: 'an ISO 8601 duration, for example PT30M',
  cursor: 'the cursor from next_cursor of the former reply',
  json: 'valid JSON',
  idempotency_key: 'a key of 1–255 visible ASCII characters',
  utf8: 'text in UTF-8',
  multipart: 'valid multipart/form-data with the file field',
  single: 'one value',
  unique: 'values without repeats',
  shallow: 'less nesting',
  datetime: 'a date and time with zone, for example 2026-03-01T08:00:00Z',
} satisfies Translated<typeof typeRu>;

export const ruleEn = {
  depth: 'nested too deep',
  size: 'too many parts',
  shape: 'an object with one operation is needed',
} satisfies Translated<typeof ruleRu>;
