import type { Area } from '../data/types';

/** Each area below the one that it is part of; names in order where they stand side by side. */
export function inTreeOrder(areas: readonly Area[]): { area: Area; depth: number }[] {
  const known = new Set(areas.map(({ id }) => id));
  const below = (parent: string | null, depth: number): { area: Area; depth: number }[] =>
    areas
      .filter(({ parent_id }) => (parent_id !== null && known.has(parent_id) ? parent_id : null) === parent)
      .flatMap((area) => [{ area, depth }, ...below(area.id, depth + 1)]);
  return below(null, 0);
}
