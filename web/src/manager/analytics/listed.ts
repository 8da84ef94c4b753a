import type { ChecksAsked } from '../data/checksPath';

/** Where the checks behind a figure stand, by what it is narrowed to; undefined where the reader may not see them. */
export type ListOf = (asked: ChecksAsked) => string | undefined;

/** What counts behind each figure. */
export const LISTED = {
  checks: {},
  completed: { status: 'completed' },
  passed: { status: 'completed', verdict: 'pass' },
  late: { late: 'true' },
  overdue: { overdue: 'true' },
  missed: { status: 'missed' },
} satisfies Record<string, ChecksAsked>;

/** As the question's failures are counted. */
export const HANDED_IN = 'submitted,completed';

export const isListed = (measure: string): measure is keyof typeof LISTED => Object.hasOwn(LISTED, measure);

/** The area for itself, as its row counts it. */
export const placeOf = (area_id: string | null): ChecksAsked =>
  area_id === null ? { without_area: 'true' } : { area_id, area_below: 'false' };
