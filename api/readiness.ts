import type { Storage } from '../clients/storage';
import type { TemporalClient } from '../clients/temporal';
import type { Database } from '../db/database';
import type { PartState, Readiness } from './health';

export interface ReadinessDeps {
  db: Database;
  temporal: TemporalClient;
  storage: Storage;
}

const PROBE_MS = 3_000;

async function probe(call: () => Promise<unknown>): Promise<PartState> {
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time')), PROBE_MS);
  });
  try {
    await Promise.race([call(), late]);
    return { status: 'ok', latency_ms: Math.round(performance.now() - start) };
  } catch {
    return { status: 'down', latency_ms: null };
  } finally {
    clearTimeout(timer);
  }
}

/** Only without Postgres nothing can be done: answers are accepted without Temporal and S3. */
export function readinessOf({ db, temporal, storage }: ReadinessDeps): () => Promise<Readiness> {
  return async () => {
    const [postgres, temporalState, s3] = await Promise.all([
      probe(() => db.pool.raw('select 1')),
      probe(() => temporal.ping()),
      probe(() => storage.check()),
    ]);
    const all = [postgres, temporalState, s3].every((part) => part.status === 'ok');
    const status = postgres.status === 'down' ? 'down' : all ? 'ok' : 'degraded';
    return { status, parts: { postgres, temporal: temporalState, s3 } };
  };
}
