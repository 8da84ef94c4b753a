import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { VERSION } from '../version';

export interface Build {
  /** Of the source that this process was built from; `unknown` where the build was not told. */
  commit: string;
}

/** A process's own registry, with what Node says of itself and what was built. */
export function createRegistry({ commit }: Build): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const info = new Gauge({
    name: 'proverka_build_info',
    help: 'Always 1; the labels say what runs',
    labelNames: ['version', 'commit', 'node'] as const,
    registers: [registry],
  });
  info.set({ version: VERSION, commit, node: process.version }, 1);
  return registry;
}
