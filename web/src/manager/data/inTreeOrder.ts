import type { Area } from './types';

interface PlacedArea {
  area: Area;
  /** From the root down to the area itself. */
  above: readonly string[];
}

/** Each area below the one that it is part of; names in order where they stand side by side. */
export function inTreeOrder(areas: readonly Area[]): PlacedArea[] {
  const known = new Set(areas.map(({ id }) => id));
  const below = (parent: string | null, above: readonly string[]): PlacedArea[] =>
    areas
      .filter(({ parent_id }) => (parent_id !== null && known.has(parent_id) ? parent_id : null) === parent)
      .flatMap((area) => {
        const path = [...above, area.id];
        return [{ area, above: path }, ...below(area.id, path)];
      });
  return below(null, []);
}
