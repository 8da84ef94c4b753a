import { isDuration } from '../../domain/duration';
import { isUuid } from '../../domain/plainText';

const TIMESTAMP =
  /^\d{4}-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** RFC 3339 with a zone. Leap seconds are refused: neither JavaScript nor Postgres keeps them. */
export function isTimestamp(value: unknown): value is string {
  return typeof value === 'string' && TIMESTAMP.test(value) && isDate(value.slice(0, 10));
}

/** A day that the calendar has: Date would turn 30 February into March. Years 0001 to 9999. */
export function isDate(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || value.startsWith('0000')) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** An IANA name that this system knows. */
function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return !/^[+-]/.test(value);
  } catch {
    return false;
  }
}

export const FORMATS: Record<string, true | RegExp | ((value: string) => boolean)> = {
  uuid: isUuid,
  'date-time': isTimestamp,
  date: isDate,
  time: /^([01]\d|2[0-3]):[0-5]\d$/,
  duration: isDuration,
  email: /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/,
  uri: (value) => URL.canParse(value),
  binary: true,
  'time-zone': isTimeZone,
};
