import type { CheckStatus } from '../domain/check';
import type { Plural } from './message';

export const statusRu = {
  open: 'Назначена',
  in_progress: 'Заполняется',
  submitted: 'На приёмке',
  completed: 'Завершена',
  missed: 'Пропущена',
  declined: 'Отказ',
  cancelled: 'Отменена',
} satisfies Record<CheckStatus, string>;

export const verdictRu = { pass: 'Пройдена', fail: 'Не пройдена', none: 'Без оценки' };

export const actorRu = { system: 'система', schedule: 'расписание', integration: 'интеграция', bot: 'бот' };

export const durationRu = {
  weeks: '{{count}} нед.',
  days: {
    one: '{{count}} день',
    few: '{{count}} дня',
    many: '{{count}} дней',
    other: '{{count}} дня',
  } as Plural,
  hours: '{{count}} ч',
  minutes: '{{count}} мин',
  seconds: '{{count}} с',
  at_once: 'сразу',
  late_at_once: 'сразу по истечении срока',
  late: 'через {{duration}} после срока',
};

/** The sentence after a fault's own. */
export const hintRu = {
  expected: 'Нужно: {{expected}}.',
  allowed: 'Допустимо: {{allowed}}.',
};

export const rangeRu = {
  between: 'от {{min}} до {{max}}',
  min: 'не меньше {{min}}',
  max: 'не больше {{max}}',
};

/** Kinds of values, as a message about a wrong one names them. */
export const typeRu = {
  string: 'текст',
  number: 'число',
  integer: 'целое число',
  boolean: 'true или false',
  array: 'список',
  object: 'объект',
  null: 'null',
  uuid: 'UUID',
  'date-time': 'дата и время с часовым поясом, например 2026-03-01T08:00:00Z',
  date: 'дата, например 2026-03-01',
  time: 'время, например 08:30',
  email: 'адрес электронной почты',
  username: 'от 2 до 64 знаков: латинские строчные буквы, цифры, точка, дефис, подчёркивание',
  uri: 'ссылка',
  duration: 'длительность ISO 8601, например PT30M',
  cursor: 'курсор из поля next_cursor прошлого ответа',
  json: 'правильный JSON',
  idempotency_key: 'ключ из 1–255 видимых знаков ASCII',
  utf8: 'текст в UTF-8',
  multipart: 'правильный multipart/form-data с полем файла',
  single: 'одно значение',
  unique: 'значения без повторов',
  shallow: 'меньшая вложенность',
  datetime: 'дата и время с часовым поясом, например 2026-03-01T08:00:00Z',
};

/** What can be wrong with a rule as a whole. */
export const ruleRu = {
  depth: 'слишком глубокая вложенность',
  size: 'слишком много частей',
  shape: 'нужен объект с одной операцией',
};
