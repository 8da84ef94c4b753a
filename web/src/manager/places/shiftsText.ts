import type { Calendar } from '../data/types';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

type Shifts = Calendar['week'][(typeof DAYS)[number]];

/** `08:00-17:00, 18:00-22:00`; nothing for a day off. */
export const shiftsText = (shifts: Shifts): string =>
  (shifts ?? []).map(({ from, to }) => `${from}-${to}`).join(', ');

/** What a person has written; undefined where it cannot be read. */
export function shiftsOf(text: string): NonNullable<Shifts> | undefined {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const shifts = parts.flatMap((part) => {
    const [, from, to] = /^(\d{2}:\d{2})\s*[-–—]\s*(\d{2}:\d{2})$/.exec(part) ?? [];
    return from && to ? [{ from, to }] : [];
  });
  return shifts.length === parts.length ? shifts : undefined;
}
