import { setTimeout as delay } from 'node:timers/promises';

/** Asks again until nothing is missing; resolves with the milliseconds it took. @throws Error with what was missing last */
export async function until(
  what: string,
  withinMs: number,
  missing: () => Promise<string | undefined>,
): Promise<number> {
  const beganAt = Date.now();
  for (;;) {
    const reason = await missing().catch((error: Error) => error.message);
    if (reason === undefined) return Date.now() - beganAt;
    if (Date.now() - beganAt > withinMs) throw new Error(`${what}: ${reason}`);
    await delay(500);
  }
}
