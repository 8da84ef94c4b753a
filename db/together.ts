interface Waiting<V> {
  resolve(value: V | undefined): void;
  reject(error: unknown): void;
}

/** Statements under way at most: one is read by us while the database works on the other. */
const AT_ONCE = 2;

/**
 * Loads of single things that are asked for while others are under way share the next statement, so that under load one
 * statement serves many requests. Each thing is read after it was asked for; nothing is kept.
 */
export function together<V>(
  loadMany: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): (key: string) => Promise<V | undefined> {
  let waiting = new Map<string, Waiting<V>[]>();
  let planned = false;
  let underWay = 0;

  function plan(): void {
    if (planned || waiting.size === 0 || underWay >= AT_ONCE) return;
    planned = true;
    // Lets requests that were read from their sockets in the same turn of the loop join.
    setImmediate(() => void run());
  }

  async function run(): Promise<void> {
    const asked = waiting;
    waiting = new Map();
    planned = false;
    underWay += 1;
    try {
      const found = await loadMany([...asked.keys()]);
      for (const [key, askers] of asked) for (const { resolve } of askers) resolve(found.get(key));
    } catch (error) {
      for (const askers of asked.values()) for (const { reject } of askers) reject(error);
    } finally {
      underWay -= 1;
      plan();
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      const askers = waiting.get(key) ?? [];
      askers.push({ resolve, reject });
      waiting.set(key, askers);
      plan();
    });
}

/** The rows by their key. */
export function byKey<V>(rows: readonly V[], keyOf: (row: V) => string): Map<string, V> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}
