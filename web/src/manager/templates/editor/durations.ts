import { isDuration, parseDuration } from '../../../../../domain/duration';

export const UNITS = ['S', 'M', 'H', 'D', 'W'] as const;
export type Unit = (typeof UNITS)[number];

const UNIT_MS: Record<Unit, number> = {
  S: 1000,
  M: 60_000,
  H: 3_600_000,
  D: 86_400_000,
  W: 7 * 86_400_000,
};

export interface Amount {
  amount: number;
  unit: Unit;
}

/** `PT30M` → 30 minutes; one of several units in the largest of hours, minutes, seconds that is exact. */
export function amountOf(duration: string): Amount | null {
  if (!isDuration(duration)) return null;
  const ms = parseDuration(duration);
  if (ms === 0) return { amount: 0, unit: 'M' };
  const single = /^P(?:(\d+)([WD])|T(\d+)([HMS]))$/.exec(duration);
  const amount = single?.[1] ?? single?.[3];
  const unit = single?.[2] ?? single?.[4];
  if (amount !== undefined && unit !== undefined) return { amount: Number(amount), unit: unit as Unit };
  // A day has no fixed length in working time, so days are not made of hours.
  const exact = (['H', 'M', 'S'] as const).find((one) => ms % UNIT_MS[one] === 0);
  return exact ? { amount: ms / UNIT_MS[exact], unit: exact } : null;
}

export function durationOf({ amount, unit }: Amount): string {
  const isDate = unit === 'D' || unit === 'W';
  return `P${isDate ? '' : 'T'}${amount}${unit}`;
}

/** For words: what of each unit, largest first; null where the text is no duration or has fractions. */
export function partsOf(duration: string): Amount[] | null {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (!found || !isDuration(duration)) return null;
  return (['W', 'D', 'H', 'M', 'S'] as const)
    .map((unit, index) => ({ unit, amount: Number(found[index + 1] ?? 0) }))
    .filter(({ amount }) => amount > 0);
}
