/** Numbers in 0…1 that come the same for the same seed (mulberry32). */
export function seeded(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number): number => from + next() * (to - from);
  return {
    next,
    between,
    /** Whether something that happens with this chance does. */
    chance: (share: number): boolean => next() < share,
    oneOf: <T>(things: readonly T[]): T => things[Math.floor(next() * things.length)] as T,
    /** A source of its own, so that what runs beside others draws the same whatever they do. */
    fork: () => seeded(Math.floor(next() * 4_294_967_296)),
  };
}

export type Random = ReturnType<typeof seeded>;
