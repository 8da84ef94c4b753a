import { parse } from 'tinyduration';

/** tinyduration takes signs, spaces and units in any order, so the grammar is held here. */
const GRAMMAR =
  /^P(?=\d|T\d)(\d+([.,]\d+)?W)?(\d+([.,]\d+)?D)?(T(?=\d)(\d+([.,]\d+)?H)?(\d+([.,]\d+)?M)?(\d+([.,]\d+)?S)?)?$/;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** No deadline of a check lies further off; it also keeps sums with dates inside the range of Date. */
const LONGEST_MS = 5 * 366 * DAY_MS;

/**
 * Milliseconds of an ISO 8601 duration in weeks, days, hours, minutes and seconds.
 * Throws RangeError on any other text, and on more than five years.
 */
export function parseDuration(text: string): number {
  const ms = millisecondsOf(text);
  if (ms === null) throw new RangeError(`not a duration in W, D, H, M, S: ${text}`);
  return ms;
}

export function isDuration(text: unknown): text is string {
  return typeof text === 'string' && millisecondsOf(text) !== null;
}

/** Hours, minutes and seconds only: a day has no fixed length in working time. */
export function hasOnlyClockUnits(text: string): boolean {
  return isDuration(text) && text.startsWith('PT');
}

function millisecondsOf(text: string): number | null {
  if (text.length > 64 || !GRAMMAR.test(text)) return null;
  if ((text.match(/[.,]/g) ?? []).length > 1) return null;
  const { weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = parse(text);
  const ms = Math.round(
    (weeks * 7 + days) * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS,
  );
  return ms <= LONGEST_MS ? ms : null;
}
