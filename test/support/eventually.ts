const EVERY_MS = 50;

/** Tries until it does not throw, and gives its value; after `withinMs` the last error is thrown. */
export async function eventually<T>(attempt: () => Promise<T> | T, withinMs = 60_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }
}
