import type { WireRequest } from './wire';

/** What the load generator is told; each client sends its requests in a closed loop. */
export type LoadPlan = HttpPlan | DatabasePlan;

interface Duration {
  /** Not counted. */
  warmupMs: number;
  measureMs: number;
}

export interface HttpPlan extends Duration {
  kind: 'http';
  port: number;
  clients: { token: string; requests: WireRequest[] }[];
  /** Begins anew after the last request; else the measurement ends when the first client has none left. */
  repeat: boolean;
  expectedStatus: number;
}

export interface DatabasePlan extends Duration {
  kind: 'database';
  url: string;
  clients: number;
  /** An insert as a statement of its own, or between BEGIN and COMMIT. */
  statement: 'alone' | 'transaction';
}

export interface LoadResult {
  count: number;
  /** Of what was counted. */
  seconds: number;
  p50Ms: number;
  p99Ms: number;
  /** Of the generator itself while it measured, of one processor. */
  generatorCpuShare: number;
}
