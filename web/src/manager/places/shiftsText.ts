import type { Calendar } from '../data/types';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

type Shifts = Calendar['week'][(typeof DAYS)[number]];

/** `08:00-17:00, 18:00-22:00`; nothing for a day off. */
export const shiftsText = (shifts: Shifts): string =>
  (shifts ?? []).map(({ from, to }) => `${from}-${to}`).join(', ');
