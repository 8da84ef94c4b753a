import { Gauge, type Registry } from 'prom-client';

/** Streams of live updates that are open in this process. */
export function exposeLive(registry: Registry, open: () => number): void {
  new Gauge({
    name: 'proverka_live_streams',
    help: 'Streams of live updates that are open in this process',
    registers: [registry],
    collect() {
      this.set(open());
    },
  });
}
