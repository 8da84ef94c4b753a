import pino from 'pino';
import { Registry } from 'prom-client';
import { exposeDomain } from '../../api/domainMetrics';
import { observe } from '../../api/middleware/observe';
import { exposeParts } from '../../api/partMetrics';
import type { Database } from '../../db/database';
import { exposeAnswers } from '../../platform/metrics/answerMetrics';
import { exposeLive } from '../../platform/metrics/liveMetrics';
import { exposePool } from '../../platform/metrics/poolMetrics';
import { createRegistry } from '../../platform/metrics/registry';
import { startAuditWatch } from '../../worker/auditWatch';
import { createTally } from '../../worker/tally';

export interface OwnMetric {
  name: string;
  type: string;
  help: string;
  labels: string[];
}

const never = () => Promise.reject(new Error('Nothing is asked here'));

/** What the product's processes export, Node's own metrics included. */
export async function ownMetrics(): Promise<OwnMetric[]> {
  const logger = pino({ level: 'silent' });
  const process = createRegistry({ commit: 'test' });
  exposePool(process, () => ({ used: 0, idle: 0, waiting: 0, max: 0 }));
  exposeAnswers(process);
  exposeLive(process, () => 0);
  const api = new Registry();
  observe({ logger, registry: api });
  exposeParts(api, never);
  exposeDomain({ registry: api, logger, load: never });
  const worker = new Registry();
  createTally(worker);
  const db = undefined as unknown as Database; // stopped before it looks
  await startAuditWatch({ db, registry: worker, logger, firstAfterMs: 3_600_000 })();
  return [process, api, worker].flatMap((registry) =>
    registry.getMetricsAsArray().map((metric) => {
      const { name, help, type, labelNames } = metric as unknown as Record<string, unknown>;
      return { name, help, type, labels: labelNames ?? [] } as OwnMetric;
    }),
  );
}
