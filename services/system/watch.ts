import type { QueueState } from '../../clients/taskQueues';

/** Where the API learns how the parts around it stand. */
export interface SystemWatch {
  version: string;
  started_at: Date;
  readiness(): Promise<{
    status: 'ok' | 'degraded' | 'down';
    parts: Record<string, { status: 'ok' | 'down'; latency_ms: number | null }>;
  }>;
  /** Throws while Temporal does not answer. */
  queues(names: readonly string[]): Promise<QueueState[]>;
  links: SystemLinks;
}

/** Where operators find more. */
export interface SystemLinks {
  temporal_ui: { url: string; namespace: string } | null;
  grafana_url: string | null;
}
