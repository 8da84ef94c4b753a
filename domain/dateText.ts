const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const DATETIME =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** `YYYY-MM-DD` of a day that exists. */
export function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** `HH:MM`. */
export function isTime(text: string): boolean {
  return TIME.test(text);
}

/** RFC 3339, with an offset. */
export function isDateTime(text: string): boolean {
  const match = DATETIME.exec(text);
  return match !== null && isDate(match[1] as string);
}

type DateType = 'date' | 'time' | 'datetime';

const READERS: Record<DateType, (text: string) => boolean> = {
  date: isDate,
  time: isTime,
  datetime: isDateTime,
};

export function isDateText(type: DateType, text: string): boolean {
  return READERS[type](text);
}

/** Whether `a` lies before `b`, both being good texts of that type. */
export function isBefore(type: DateType, a: string, b: string): boolean {
  return type === 'datetime' ? Date.parse(a) < Date.parse(b) : a < b;
}
