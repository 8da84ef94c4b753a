/** The most that can stay in place: all others are said to have moved (longest increasing run of former places). */
export function inOldOrder<T>(items: readonly T[], formerPlace: (item: T) => number): Set<T> {
  const places = items.map(formerPlace);
  const lengths: number[] = [];
  const before: number[] = [];
  let best = -1;
  for (const [index, place] of places.entries()) {
    let [length, former] = [1, -1];
    for (let other = 0; other < index; other += 1) {
      const longer = (lengths[other] ?? 0) + 1;
      if ((places[other] ?? 0) < place && longer > length) [length, former] = [longer, other];
    }
    lengths.push(length);
    before.push(former);
    if (best < 0 || length > (lengths[best] ?? 0)) best = index;
  }
  const staying = new Set<T>();
  for (let index = best; index >= 0; index = before[index] ?? -1) staying.add(items[index] as T);
  return staying;
}
