import { DateTime } from 'luxon';

/** The beginning of a day by the reader's clock. */
export const dayStart = (day: string): string => DateTime.fromISO(day).toUTC().toISO() ?? '';

/** The end of a day: the beginning of the next. */
export const dayEnd = (day: string): string => DateTime.fromISO(day).plus({ days: 1 }).toUTC().toISO() ?? '';
