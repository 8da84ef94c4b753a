import { Gauge, type Registry } from 'prom-client';
import type { Readiness } from './health';

/** A probe may take seconds; scrapes in this time share one. */
const KEPT_MS = 10_000;

/** The parts that the product stands on, as the API finds them. */
export function exposeParts(registry: Registry, readiness: () => Promise<Readiness>): void {
  let state: Promise<Readiness> | undefined;
  let askedAt = 0;
  const current = (): Promise<Readiness> => {
    if (!state || performance.now() - askedAt > KEPT_MS) {
      askedAt = performance.now();
      state = readiness();
    }
    return state;
  };
  new Gauge({
    name: 'proverka_part_up',
    help: '1 while the part (postgres, temporal, s3) answers the API',
    labelNames: ['part'] as const,
    registers: [registry],
    async collect() {
      const { parts } = await current();
      for (const [part, { status }] of Object.entries(parts)) this.set({ part }, status === 'ok' ? 1 : 0);
    },
  });
}
