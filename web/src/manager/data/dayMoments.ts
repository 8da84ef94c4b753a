import { DateTime } from 'luxon';

/** The moments for a pair of days in the reader's zone: the last day counts to its end. */
export const dayMoments = ({ from, to }: { from: string; to: string }) => ({
  from: from && momentOf(from, 0),
  to: to && momentOf(to, 1),
});

const momentOf = (day: string, later: number) =>
  DateTime.fromISO(day).plus({ days: later }).toUTC().toISO() ?? '';
