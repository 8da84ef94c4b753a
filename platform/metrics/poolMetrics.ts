import { Gauge, type Registry } from 'prom-client';

export interface PoolState {
  used: number;
  idle: number;
  /** Callers that wait for a connection. */
  waiting: number;
  max: number;
}

/** The connections of this process to Postgres, as they are at the scrape. */
export function exposePool(registry: Registry, state: () => PoolState): void {
  const registers = [registry];
  new Gauge({
    name: 'proverka_pg_pool_connections',
    help: 'Connections to Postgres by state (used, idle)',
    labelNames: ['state'] as const,
    registers,
    collect() {
      const { used, idle } = state();
      this.set({ state: 'used' }, used);
      this.set({ state: 'idle' }, idle);
    },
  });
  new Gauge({
    name: 'proverka_pg_pool_waiting',
    help: 'Callers that wait for a connection to Postgres',
    registers,
    collect() {
      this.set(state().waiting);
    },
  });
  new Gauge({
    name: 'proverka_pg_pool_max_connections',
    help: 'The most connections to Postgres that this process opens',
    registers,
    collect() {
      this.set(state().max);
    },
  });
}
